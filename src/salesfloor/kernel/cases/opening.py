"""Opening cases, by hand or by themselves, and what else modules do to them; in the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base import lines
from salesfloor.base.china_time import day_of, end_of
from salesfloor.base.commands import about, announce, cite
from salesfloor.base.fields import Who
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import Post
from salesfloor.base.trades import trade_of
from salesfloor.kernel.cases.kinds import Kind, kind_of
from salesfloor.kernel.cases.limits import answer_until
from salesfloor.kernel.cases.models import Case, CaseEntry, End, EntryKind, Status
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.files import api as files
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from salesfloor.base.acts import Actor

TO_ANSWER, TO_DECIDE, TO_RULE = "case_to_answer", "case_to_decide", "case_to_rule"
"""What a case puts on lists."""
DROP, CLOSE, GRANT = "case_dropped", "case_closed", "appeal_granted"
"""What falls due by itself."""

OPENED: Final = lines.line(
    "case_opened",
    "case",
    phrase("Case {case} is opened: {kind}, {clause}."),
    variants={"person": phrase("Case {case} is opened: {kind}, {clause}, about {who}.")},
    facts={"case": int, "kind": str, "clause": str, "who": Who},
)
SETTLED: Final = lines.line(
    "case_settled", "case", phrase("Case {case} is settled by itself."), facts={"case": int}
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a case begins with."""

    kind: str
    text: str = ""
    person: people.Staff | None = None
    dealer: str = ""
    suspects: Sequence[str] = ()
    parties: Sequence[str] = ()
    item: str = ""
    photos: Sequence[str] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


def open_case(opening: Opening, *, site_id: int, actor: Actor, at: datetime) -> Case:
    """Open a case, write it down, tell the person concerned and put it on lists.

    :raises LookupError: the rulebook has no such kind at a site of this trade.
    """
    kind = kind_of(opening.kind, trade_of(site_id))
    if kind is None:
        message = f"there is no kind of case '{opening.kind}' at a site of this trade"
        raise LookupError(message)
    person = opening.person
    case = Case.objects.create(
        site_id=site_id,
        number=next_number(site_id, "case"),
        kind=kind.code,
        clause=kind.clause,
        text=opening.text,
        person=person.code if person else "",
        person_id=person.pk if person else None,
        dealer=opening.dealer,
        suspects=list(opening.suspects),
        parties=list(opening.parties),
        item=opening.item,
        facts=dict(opening.facts),
        opened_at=at,
        opened_by=actor.code if actor.staff_id else "",
        drop_on=_drop_on(kind, site_id, at),
    )
    if case.drop_on is not None:
        deadlines.set_due(DROP, subject=case.pk, site_id=site_id, due_at=end_of(case.drop_on))
    enter(case, EntryKind.OPENED, actor, at, text=opening.text, photos=opening.photos)
    _write_down(case, kind, actor, at)
    _ask(case, kind, at)
    return case


def _drop_on(kind: Kind, site_id: int, at: datetime) -> Any:  # noqa: ANN401 - a day or None
    if not kind.block.decide_within:
        return None
    days = rulebook.policies(site_id, at)[kind.block.decide_within]
    return day_of(at) + timedelta(days=days)


def _write_down(case: Case, kind: Kind, actor: Actor, at: datetime) -> None:
    body = {"case": case.number, "kind": kind.code, "clause": kind.clause, "who": case.person}
    registers.write(
        OPENED,
        actor=actor,
        at=at,
        site_id=case.site_id,
        body={**body, "person": bool(case.person)},
        personal={"text": case.text, "parties": "; ".join(case.parties)},
    )
    cite(kind.clause)
    about(case.subject)


def _ask(case: Case, kind: Kind, at: datetime) -> None:
    """Ask the person concerned for an answer and put the decision on the list of who decides."""
    last = answer_until(case)
    due_at = None if last is None else end_of(last)
    if case.person_id is not None:
        sentence = phrase(
            "Case {case}, {kind}: say how you see it, up to {day}.",
            case=case.number,
            kind=kind.word,
            day=last,
        )
        tell(case, [case.person_id], at, sentence)
        work.owe(
            kind=TO_ANSWER,
            subject=case.subject,
            site_id=case.site_id,
            clause=case.clause,
            sentence=sentence,
            at=at,
            due_at=due_at,
            staff_ids=[case.person_id],
        )
    work.owe(
        kind=TO_DECIDE,
        subject=case.subject,
        site_id=case.site_id,
        clause=case.clause,
        sentence=phrase("Case {case}, {kind}: decide it.", case=case.number, kind=kind.word),
        at=at,
        due_at=None if case.drop_on is None else end_of(case.drop_on),
        posts=[lowest(kind.block.decided_by)],
    )


def lowest(posts: Sequence[Post]) -> Post:
    """Return the lowest of the posts that decide: the one whose list it stands on."""
    order = (Post.MANAGER, Post.DIRECTOR, Post.GENERAL_MANAGER)
    return next(post for post in order if post in posts)


def enter(
    case: Case,
    kind: EntryKind,
    actor: Actor,
    at: datetime,
    *,
    text: str = "",
    dealer: str = "",
    photos: Sequence[str] = (),
) -> None:
    """Add what somebody said or did to the case."""
    by = actor.code if actor.staff_id else ""
    CaseEntry.objects.create(
        case=case, kind=kind, at=at, by=by, text=text, dealer=dealer, photos=len(photos)
    )
    if photos:
        files.attach(site_id=case.site_id, subject=case.subject, values=photos, at=at, actor=actor)


def tell(case: Case, staff_ids: Sequence[int], at: datetime, sentence: Phrase) -> None:
    """Tell people of a case."""
    messages.tell_all(
        staff_ids,
        site_id=case.site_id,
        at=at,
        clause=case.clause,
        sentence=sentence,
        subject=case.subject,
    )


def settle(case: Case, *, at: datetime) -> None:
    """Close an undecided case whose ground is gone, such as a debt that is paid; announce it."""
    if case.status != Status.OPEN:
        return
    close(case, End.SETTLED, at)
    announce(SETTLED.do, case.clause, at=at, case=case.number)
    registers.write(
        SETTLED,
        actor=deadlines.system_actor(case.site_id),
        at=at,
        body={"case": case.number, "clause": case.clause},
    )


def close(case: Case, end: End, at: datetime) -> None:
    """Bring a case to its end and take it off all lists."""
    case.status, case.end, case.closed_at = Status.CLOSED, end, at
    case.save()
    for kind in (TO_ANSWER, TO_DECIDE, TO_RULE):
        work.settle(kind=kind, subject=case.subject, site_id=case.site_id, at=at)
    for name in (DROP, CLOSE, GRANT):
        deadlines.settle(name, subject=case.pk, at=at)
