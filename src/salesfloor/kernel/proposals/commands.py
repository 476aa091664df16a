"""Proposing, and deciding about a proposal."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of, end_of
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.dates import DayOrMoment
from salesfloor.base.files import FileHashes
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.subjects import subject_of
from salesfloor.base.texts import Code, RequiredNote
from salesfloor.base.trades import Trade, trade_of
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.files import api as files
from salesfloor.kernel.flows import api as flows
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.places import api as places
from salesfloor.kernel.proposals.events import UNANSWERED, tell_unanswered
from salesfloor.kernel.proposals.models import Decision, Proposal, ProposalKind, Season
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.tasks import api as tasks
from salesfloor.kernel.work import api as work

CLAUSES = ("1.1.2", "2.2.7")
TO_DECIDE = "proposal_to_decide"


class ProposalMade(Answer):
    """A proposal, and until when it is answered."""

    proposal: int
    answer_until: date


class ProposalDecided(Answer):
    """A proposal that got its answer."""

    proposal: int
    in_time: bool


@command(
    "propose",
    may=ANYONE - {Post.OPERATOR},
    word=phrase("Make a proposal"),
    clauses=CLAUSES,
    writes=RegisterLine("proposal", phrase("Proposal {proposal}, {kind}: {text}")),
    done=phrase("Thank you. You will hear what is decided."),
)
def propose(
    *,
    actor: StaffActor,
    at: datetime,
    kind: Annotated[ProposalKind, Label("What it is about")],
    text: Annotated[RequiredNote, Label("Proposal")],
    place: Annotated[Code, Label("Place"), Reference("place")] | None = None,
    season: Annotated[Season, Label("Season")] | None = None,
    photos: FileHashes | None = None,
) -> ProposalMade:
    """Suggest something to those who decide; they owe an answer in time.

    :raises Refused: `input` for a place that is not there.
    """
    if place is not None:
        subject_of([one.value for one in places.PlaceKind], actor.site_id, place, at)
    is_area = trade_of(actor.site_id) is Trade.SERVICE_AREA
    proposal = Proposal.objects.create(
        site_id=actor.site_id,
        number=next_number(actor.site_id, "proposal"),
        clause="2.2.7" if is_area else "1.1.2",
        kind=kind,
        text=text,
        place=place or "",
        season=season or "",
        proposed_at=at,
        proposed_by=actor.code,
        proposer_id=actor.staff_id,
        proposer_post=actor.post.value,
        answer_until=_until(actor.site_id, at),
    )
    _wait_for_answer(proposal, at)
    files.attach(
        site_id=actor.site_id, subject=proposal.subject, values=photos or (), at=at, actor=actor
    )
    body = {"proposal": proposal.number, "kind": kind, "clause": proposal.clause}
    _write(proposal, actor, at, body, {"text": text})
    return ProposalMade(proposal=proposal.number, answer_until=proposal.answer_until)


def _until(site_id: int, at: datetime) -> date:
    days = rulebook.policies(site_id, at)["proposal.answer_within_days"]
    return day_of(at) + timedelta(days=days)


def _wait_for_answer(proposal: Proposal, at: datetime) -> None:
    due_at = end_of(proposal.answer_until)
    deadlines.set_due(UNANSWERED, subject=proposal.pk, site_id=proposal.site_id, due_at=due_at)
    work.owe(
        kind=TO_DECIDE,
        subject=proposal.subject,
        site_id=proposal.site_id,
        clause=proposal.clause,
        sentence=phrase("Proposal {proposal}: decide it.", proposal=proposal.number),
        at=at,
        due_at=due_at,
        posts=[Post.MANAGER],
    )


@command(
    "decide_proposal",
    may=MANAGERS,
    word=phrase("Decide the proposal"),
    clauses=CLAUSES,
    writes=RegisterLine("proposal", phrase("Proposal {proposal}: {status}. {reason}")),
    done=phrase("Decided. Who proposed it is told."),
)
def decide_proposal(
    *,
    actor: StaffActor,
    at: datetime,
    proposal: Annotated[Number, Label("Proposal"), Reference("proposal")],
    status: Annotated[Decision, Label("Decision")],
    reason: Annotated[RequiredNote, Label("Reasons")],
    owner: Annotated[Code, Label("Who does it"), Reference("person")] | None = None,
    due: Annotated[DayOrMoment, Label("Until", hint=phrase("A day counts to its end."))]
    | None = None,
) -> ProposalDecided:
    """Answer a proposal: accepted with who does it until when, declined, or later, when it is asked anew.

    :raises Refused: the proposal's clause for one's own, 1.1.12 for a director's own; `input` where there is no
        such proposal, it has its answer, or an accepted one lacks owner or day.
    """
    found = _locked(actor, proposal)
    does = people.person_here(owner, actor.site_id, at) if owner else None
    if status is Decision.ACCEPTED and (does is None or due is None):
        raise bad_input(phrase("An accepted proposal names who does it and until when."))
    reasoned = flows.flow("proposal").step(found.status, "decide_proposal")
    if reasoned is not None:
        raise bad_input(reasoned)
    _may_decide(found, actor, at)
    in_time = at < end_of(found.answer_until)
    if not in_time and found.told_at is None:
        tell_unanswered(found, end_of(found.answer_until))
    found.status, found.reason = status, reason
    found.decided_at, found.decided_by = at, actor.code
    found.owner = does.code if does else ""
    if status is Decision.LATER:
        found.answer_until, found.told_at = _until(actor.site_id, at), None
        _wait_for_answer(found, at)
    else:
        deadlines.settle(UNANSWERED, subject=found.pk, at=at)
        work.settle(kind=TO_DECIDE, subject=found.subject, site_id=found.site_id, at=at)
    found.save()
    if status is Decision.ACCEPTED and does is not None and due is not None:
        order = tasks.Order(
            does.pk, found.text, due, about=found.subject, given_by_id=actor.staff_id
        )
        tasks.give(order, site_id=found.site_id, at=at)
    _tell(found, status, at)
    body = {"proposal": found.number, "status": status, "clause": found.clause, "in_time": in_time}
    _write(found, actor, at, body, {"reason": reason})
    return ProposalDecided(proposal=found.number, in_time=in_time)


def _locked(actor: StaffActor, number: int) -> Proposal:
    rows = Proposal.objects.select_for_update().filter(site_id=actor.site_id, number=number)
    found = rows.first()
    if found is None:
        raise bad_input(phrase("There is no proposal {proposal} here.", proposal=number))
    return found


def _may_decide(proposal: Proposal, actor: StaffActor, at: datetime) -> None:
    ladder = people.ladder(proposal.site_id, at)
    house = {
        rung.post: [code for code in rung.codes if code != proposal.proposed_by]
        for rung in ladder.rungs
    }
    people.may_judge(
        proposal.clause,
        people.Bench(actor.code, actor.post, house),
        concerned=proposal.proposed_by,
        post=Post(proposal.proposer_post),
    ).enforce()


def _tell(proposal: Proposal, status: Decision, at: datetime) -> None:
    messages.tell(
        staff_id=proposal.proposer_id,
        site_id=proposal.site_id,
        at=at,
        clause=proposal.clause,
        sentence=phrase(
            "Your proposal {proposal}: {status}. {reason}",
            proposal=proposal.number,
            status=status.label,
            reason=proposal.reason,
        ),
        subject=proposal.subject,
    )


def _write(
    proposal: Proposal,
    actor: StaffActor,
    at: datetime,
    body: dict[str, object],
    personal: dict[str, str],
) -> None:
    registers.record(actor=actor, at=at, body=body, personal=personal)
    cite(proposal.clause)
    about(proposal.subject)
