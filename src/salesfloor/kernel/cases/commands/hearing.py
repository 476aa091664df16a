"""Opening a case, adding to it, answering in it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.files import FileHashes
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, LEADERS, Post
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.base.texts import Code, RequiredLine, RequiredNote
from salesfloor.base.trades import trade_of
from salesfloor.kernel.cases import opening, rules
from salesfloor.kernel.cases.fields import CaseNamed, CaseNo, CaseOpened, must_step
from salesfloor.kernel.cases.kinds import Kind, kind_of
from salesfloor.kernel.cases.limits import answer_until, standing
from salesfloor.kernel.cases.models import Case, EntryKind
from salesfloor.kernel.cases.sight import case_for, must_see
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work

OPENERS = LEADERS | {Post.SALESPERSON}
ADDERS = OPENERS | {Post.FINANCE, Post.ADMIN}
CLAUSES = ("1.3.4", "1.3.10", "1.3.11", "2.1.7", "2.3.1", "7.2.5")
"""Clauses whose cases go through these commands."""


Parties = Annotated[
    list[RequiredLine],
    Field(max_length=20),
    Label("Who is involved", hint=phrase("One a line, such as the household or the unit.")),
]


@command(
    "open_case",
    may=OPENERS,
    word=phrase("Open a case"),
    clauses=CLAUSES,
    done=phrase("The case is open."),
)
def open_case(
    *,
    actor: StaffActor,
    at: datetime,
    kind: Annotated[Code, Label("Kind"), Reference("case_kind")],
    text: Annotated[RequiredNote, Label("What happened")],
    person: Annotated[
        Code,
        Label("Whom it concerns", hint=phrase("They are asked to answer.")),
        Reference("person"),
    ]
    | None = None,
    parties: Parties | None = None,
    item: Annotated[Code, Label("Which matter"), Reference("case_item")] | None = None,
    photos: FileHashes | None = None,
) -> CaseOpened:
    """Open a case about something that is to be decided; the person concerned is heard first.

    :raises Refused: `access` for a kind that is for other posts; `input` for an unknown person or item.
    """
    known = kind_of(kind, trade_of(actor.site_id))
    if known is None or not known.block.opened_by:
        raise bad_input(phrase("There is no such kind of case: {kind}.", kind=kind))
    if actor.post not in known.block.opened_by:
        raise no_access(phrase("A case of this kind is opened by a lead or somebody above."))
    concerned = people.person_here(person, actor.site_id, at) if person else None
    _check_item(known, item, has_person=concerned is not None)
    case = opening.open_case(
        opening.Opening(
            kind=known.code,
            text=text,
            person=concerned,
            parties=parties or (),
            item=item or "",
            photos=photos or (),
        ),
        site_id=actor.site_id,
        actor=actor,
        at=at,
    )
    return CaseOpened(case=case.number, answer_until=answer_until(case))


def _check_item(kind: Kind, item: str | None, *, has_person: bool) -> None:
    if kind.block.needs_person and not has_person:
        raise bad_input(phrase("Say whom this case concerns."))
    if item is None and kind.block.needs_item:
        raise bad_input(phrase("Say which item this case is about."))
    if item is not None and item not in kind.block.items:
        raise bad_input(phrase("A case of this kind is not about {item}.", item=item))


@command(
    "add_to_case",
    may=ADDERS,
    word=phrase("Add to the case"),
    clauses=CLAUSES,
    writes=RegisterLine("case", phrase("Case {case}: {text}")),
    done=phrase("Added to the case."),
)
def add_to_case(
    *,
    actor: StaffActor,
    at: datetime,
    case: CaseNo,
    text: Annotated[RequiredNote, Label("What is to be added")],
    photos: FileHashes | None = None,
) -> CaseNamed:
    """Add a step, a finding or evidence to a case that is not closed.

    :raises Refused: `input` where there is no such case, or it is closed; `access` for a case of others.
    """
    found = case_for(actor, case)
    must_see(actor, found)
    _in_progress(found, at, "add_to_case")
    opening.enter(found, EntryKind.ADDED, actor, at, text=text, photos=photos or ())
    _write(found, actor, at, text)
    return CaseNamed(case=case)


@command(
    "answer_case",
    may=ANYONE - {Post.OPERATOR},
    word=phrase("Answer in the case"),
    clauses=CLAUSES,
    writes=RegisterLine("case", phrase("Case {case}, the answer: {text}")),
    done=phrase("Your answer is in the case."),
)
def answer_case(
    *,
    actor: StaffActor,
    at: datetime,
    case: CaseNo,
    text: Annotated[RequiredNote, Label("Your answer")],
    photos: FileHashes | None = None,
    for_dealer: Annotated[
        Code, Label("Answer of the dealer", hint=phrase("Only to enter what a dealer said."))
    ]
    | None = None,
) -> CaseNamed:
    """Say how one sees the matter, before it is decided; a dealer's answer is entered for the dealer.

    :raises Refused: the case's clause for anybody but the person concerned; `input` for a case that
        waits for no answer, or a dealer that is not suspected.
    """
    found = case_for(actor, case)
    kind = _in_progress(found, at, "answer_case")
    if for_dealer is not None and for_dealer not in found.suspects:
        raise bad_input(phrase("This case does not ask {dealer} for an answer.", dealer=for_dealer))
    if for_dealer is None:
        is_concerned = found.person == actor.code
        rules.may_answer(kind.clause, is_concerned=is_concerned).enforce()
    opening.enter(
        found,
        EntryKind.ANSWERED,
        actor,
        at,
        text=text,
        dealer=for_dealer or "",
        photos=photos or (),
    )
    work.settle(
        kind=opening.TO_ANSWER,
        subject=found.subject,
        site_id=found.site_id,
        at=at,
        staff_ids=[actor.staff_id],
    )
    _write(found, actor, at, text)
    return CaseNamed(case=case)


def _in_progress(case: Case, at: datetime, by: str) -> Kind:
    kind = kind_of(case.kind, trade_of(case.site_id))
    if kind is None:
        raise LookupError(case.kind)
    must_step(kind, case, standing(case, at).status, by)
    return kind


def _write(case: Case, actor: StaffActor, at: datetime, text: str) -> None:
    registers.record(
        actor=actor,
        at=at,
        body={"case": case.number, "clause": case.clause},
        personal={"text": text},
    )
    cite(case.clause)
    about(case.subject)
