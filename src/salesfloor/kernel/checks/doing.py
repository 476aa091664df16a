"""Doing a check: judged whole, written as one line, its failed items raised in the list's order."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from salesfloor.base.commands import StaffActor, about, board_changed, cite
from salesfloor.base.lines import line
from salesfloor.base.phrases import listed, phrase
from salesfloor.base.refusals import bad_input
from salesfloor.base.shares import percentage
from salesfloor.base.subjects import Subject
from salesfloor.kernel.assets import api as assets
from salesfloor.kernel.checks import rules
from salesfloor.kernel.checks.items import JUDGES, Line, Sheet, copied, sheet
from salesfloor.kernel.checks.lists import Checklist, FailsTo
from salesfloor.kernel.checks.models import Check, CheckAnswer
from salesfloor.kernel.files import api as files
from salesfloor.kernel.findings import api as findings
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

DONE: Final = line(
    "check",
    "check",
    phrase("{list} of {subject}: {got} of {possible} points"),
    facts={"list": str, "subject": str, "got": int, "possible": int},
)


@dataclass(frozen=True, slots=True)
class Given:
    """What a person answered: a word or number for each item, with photos and notes."""

    answers: Mapping[str, str | int]
    photos: Mapping[str, Sequence[str]] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    claimed_at: datetime | None = None


@dataclass(slots=True)
class Raised:
    """What the failed items of a check raised, in the list's order."""

    findings: list[tuple[str, findings.Finding]] = field(default_factory=list)
    """Item and finding."""
    work_orders: list[int] = field(default_factory=list)
    tasks: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Fault:
    """A failed item, for what raises something of it."""

    checklist: Checklist
    subject: Subject
    line: Line
    check_no: int
    note: str
    photos: Sequence[str]
    actor: StaffActor
    at: datetime
    claimed_at: datetime | None


RAISERS: Final[dict[FailsTo, Callable[[Fault, Raised], None]]] = {FailsTo.NONE: lambda *_: None}
"""What a failed item raises, by its `fails_to`."""


def do_check(
    checklist: Checklist, subject: Subject, given: Given, *, actor: StaffActor, at: datetime
) -> tuple[Check, Raised]:
    """Carry a check out.

    :raises Refused: `access` for a post that the list does not name; `input` for answers that do not fit
        it; its clause for a failed item without photo; its action clause for one without a note.
    """
    _may(checklist, subject, actor)
    registers.done_at(actor.site_id, at, given.claimed_at)
    if not checklist.source:
        copied(checklist, actor.site_id, at)
    asked = sheet(checklist, actor.site_id, at)
    results = _judged(asked, subject, given, actor.site_id, at)
    failed = [one.item.code for one in asked.lines if results[one.item.code] == "fail"]
    _may_fail(asked, failed, given)
    check = _written(asked, subject, given, results, failed, actor=actor, at=at)
    raised = Raised()
    for one in asked.lines:
        if one.item.code in failed:
            fault = Fault(
                checklist=checklist,
                subject=subject,
                line=one,
                check_no=check.number,
                note=given.notes.get(one.item.code, ""),
                photos=given.photos.get(one.item.code, ()),
                actor=actor,
                at=at,
                claimed_at=given.claimed_at,
            )
            RAISERS[one.item.fails_to](fault, raised)
    cite(checklist.clause, *checklist.also)
    about(f"check:{check.number}")
    board_changed()
    return check, raised


def score_of(check: Check) -> float | None:
    """Return a check's score as answers say it: 100 x points got / points possible."""
    return percentage(check.got, check.possible)


def _may(checklist: Checklist, subject: Subject, actor: StaffActor) -> None:
    is_about_other = checklist.about_oneself and subject.code != actor.code
    rules.may_check(actor.post, checklist.may, is_about_other=is_about_other).enforce()


def _judged(
    asked: Sheet, subject: Subject, given: Given, site_id: int, at: datetime
) -> dict[str, str | int]:
    """Return the answer of every item, those of automatic ones from the records."""
    items = [one.item for one in asked.lines]
    rules.may_answer(
        [rules.Asked(one.code, one.zh, one.number, one.na, bool(one.auto)) for one in items],
        given.answers,
    ).enforce()
    known = {one.code for one in items}
    strange = sorted((given.photos.keys() | given.notes.keys()) - known)
    if strange:
        raise bad_input(phrase("The list does not ask for {items}.", items=listed(strange)))
    judged = {
        one.code: "pass" if JUDGES[one.auto](site_id, subject, at) else "fail"
        for one in items
        if one.auto
    }
    return {**given.answers, **judged}


def _may_fail(asked: Sheet, failed: list[str], given: Given) -> None:
    checklist = asked.checklist
    faults = [one.item for one in asked.lines if one.item.code in failed]
    bare = [one.zh for one in faults if one.photo_on_fail and not given.photos.get(one.code)]
    rules.may_fail(checklist.clause, bare).enforce()
    if checklist.action_clause:
        silent = [one.zh for one in faults if not given.notes.get(one.code)]
        rules.may_leave_it(checklist.action_clause, silent).enforce()


def _written(
    asked: Sheet,
    subject: Subject,
    given: Given,
    results: Mapping[str, str | int],
    failed: list[str],
    *,
    actor: StaffActor,
    at: datetime,
) -> Check:
    weights = [(str(results[one.item.code]), one.item.weight) for one in asked.lines]
    got, possible = rules.points(weights)
    number = registers.write(
        DONE,
        actor=actor,
        at=at,
        claimed_at=given.claimed_at,
        body={
            "list": asked.checklist.code,
            "version": asked.version,
            "clause": asked.checklist.clause,
            "subject": subject.code,
            "answers": dict(results),
            "photos": {item: list(some) for item, some in given.photos.items() if some},
            "got": got,
            "possible": possible,
        },
        personal={"notes": "\n".join(f"{item}: {note}" for item, note in given.notes.items())},
    ).register_no
    check = Check.objects.create(
        site_id=actor.site_id,
        number=number,
        checklist=asked.checklist.code,
        version=asked.version,
        clause=asked.checklist.clause,
        subject_kind=subject.kind,
        subject=subject.code,
        at=at,
        claimed_at=given.claimed_at,
        by=actor.code,
        got=got,
        possible=possible,
        failed=failed,
    )
    CheckAnswer.objects.bulk_create(_answers(check, asked, given, results))
    for item, values in given.photos.items():
        files.attach(
            site_id=actor.site_id,
            subject=f"check:{number}",
            part=item,
            values=values,
            at=at,
            actor=actor,
        )
    return check


def _answers(
    check: Check, asked: Sheet, given: Given, results: Mapping[str, str | int]
) -> list[CheckAnswer]:
    found = []
    for position, one in enumerate(asked.lines, start=1):
        code, answer = one.item.code, results[one.item.code]
        is_number = isinstance(answer, int)
        found.append(
            CheckAnswer(
                done_in=check,
                position=position,
                item=code,
                words=one.item.zh,
                version_id=one.row_id,
                result="" if is_number else str(answer),
                number=answer if is_number else None,
                weight=one.item.weight,
                grade=one.item.grade,
                note=given.notes.get(code, ""),
            )
        )
    return found


def _raise_finding(fault: Fault, raised: Raised) -> None:
    """Raise a finding of the item, or add the check to the one that is not closed yet."""
    item, subject, site_id = fault.line.item, fault.subject, fault.actor.site_id
    known = findings.open_of_item(site_id, subject, fault.checklist.code, item.code)
    if known is None:
        known = findings.raise_finding(
            findings.Observed(
                kind=fault.checklist.kind,
                subject=subject,
                grade=item.grade,
                text=item.fault,
                photos=fault.photos,
                checklist=fault.checklist.code,
                item=item.code,
                check_no=fault.check_no,
                note=fault.note,
            ),
            actor=fault.actor,
            at=fault.at,
            claimed_at=fault.claimed_at,
        )
    else:
        findings.add_check(
            known,
            check_no=fault.check_no,
            actor=fault.actor,
            at=fault.at,
            photos=fault.photos,
            note=fault.note,
        )
    raised.findings.append((item.code, known))


RAISERS[FailsTo.FINDING] = _raise_finding


def _raise_order(fault: Fault, raised: Raised) -> None:
    """Raise a work order of the item, about the asset that it names or that the check is about."""
    item, subject = fault.line.item, fault.subject
    code = item.asset or (subject.code if subject.kind == "asset" else "")
    asset = assets.asset_here(code, fault.actor.site_id, fault.at) if code else None
    order = assets.raise_order(
        assets.Fault(
            text=". ".join(filter(None, (item.fault, fault.note))),
            asset=asset,
            check_no=fault.check_no,
            photos=fault.photos,
        ),
        actor=fault.actor,
        at=fault.at,
    )
    raised.work_orders.append(order.number)


RAISERS[FailsTo.WORK_ORDER] = _raise_order
