"""What people do about findings: find, reply, fix, re-check, extend."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Final

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.china_time import end_of
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.dates import DayOrMoment
from salesfloor.base.files import FileHashes
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.subjects import subject_of
from salesfloor.base.texts import Code, Note, RequiredLine, RequiredName, RequiredNote
from salesfloor.kernel.escalations import api as escalations
from salesfloor.kernel.findings import rules
from salesfloor.kernel.findings.kinds import kinds
from salesfloor.kernel.findings.models import Grade, Status, StepKind
from salesfloor.kernel.findings.queries import finding_locked
from salesfloor.kernel.findings.raising import (
    FIXERS,
    OVERDUE,
    Observed,
    add_step,
    hours_of,
    owe_fix,
    owe_nothing,
    owe_recheck,
    path_of,
    raise_finding,
)
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from salesfloor.base.commands import Actor
    from salesfloor.kernel.findings.models import Finding

FINDERS: Final = FIXERS | {Post.DIRECTOR}
RECHECKERS: Final = FIXERS | MANAGERS
FindingNo = Annotated[Number, Label("Finding"), Reference("finding")]
UnfixedNo = Annotated[Number, Label("Finding"), Reference("finding_unfixed")]
FixedNo = Annotated[Number, Label("Finding"), Reference("finding_fixed")]
Photos = Annotated[FileHashes, Label("Photos")]


class FindingRaised(Answer):
    """A finding and by when it is to be fixed."""

    finding: int
    fix_by: Instant


class FindingNamed(Answer):
    """A finding that got another step."""

    finding: int


class FindingFixed(Answer):
    """A finding that waits for its re-check."""

    finding: int
    status: Status
    in_time: bool


class FindingRechecked(Answer):
    """A finding after its re-check."""

    finding: int
    status: Status
    fix_by: Instant


@command(
    "find",
    may=FINDERS,
    word=phrase("Report a finding"),
    done=phrase("The finding is on record."),
)
def find(
    *,
    actor: StaffActor,
    at: datetime,
    kind: Annotated[Code, Label("Kind"), Reference("finding_kind")],
    subject: Annotated[Code, Label("What or where"), Reference("finding_subject")],
    grade: Annotated[Grade, Label("Grade", hint=phrase("A is put right at once, C within days."))],
    text: Annotated[RequiredNote, Label("What is wrong")],
    photos: Photos | None = None,
    claimed_at: registers.ClaimedAt | None = None,
) -> FindingRaised:
    """Write down something that is to be put right.

    :raises Refused: `input` for an unknown kind or subject, or a claimed time that cannot be.
    """
    found = kinds().get(kind)
    if found is None or not found.block.by_hand or found.grade(grade) is None:
        raise bad_input(phrase("There is no such kind of finding: {kind}.", kind=kind))
    about_what = subject_of(found.block.subjects, actor.site_id, subject, at)
    registers.done_at(actor.site_id, at, claimed_at)
    observed = Observed(kind, about_what, grade.value, text, photos or ())
    raised = raise_finding(observed, actor=actor, at=at, claimed_at=claimed_at)
    return FindingRaised(finding=raised.number, fix_by=raised.fix_by)


@command(
    "reply_finding",
    may=FIXERS,
    word=phrase("Enter the reply"),
    writes=RegisterLine("progress", phrase("Finding {finding}: reply of {said_by}: {text}")),
    done=phrase("The reply is on record."),
)
def reply_finding(
    *,
    actor: StaffActor,
    at: datetime,
    finding: FindingNo,
    text: Annotated[RequiredNote, Label("In their own words")],
    said_by: Annotated[RequiredName, Label("Said by")],
) -> FindingNamed:
    """Write down what the tenant or contractor says to a finding, in their own words.

    :raises Refused: `input` where there is no such finding.
    """
    found = finding_locked(actor.site_id, finding)
    add_step(found, StepKind.REPLIED, actor=actor, at=at, note=text, said_by=said_by)
    _write(found, actor, at, personal={"text": text, "said_by": said_by})
    return FindingNamed(finding=finding)


@command(
    "fix",
    may=FIXERS,
    word=phrase("Report it fixed"),
    writes=RegisterLine("progress", phrase("Finding {finding} is fixed: {note}")),
    done=phrase("Fixed. Somebody else re-checks it."),
)
def fix(
    *,
    actor: StaffActor,
    at: datetime,
    finding: UnfixedNo,
    note: Annotated[RequiredNote, Label("How it was put right")],
    photos: Annotated[
        FileHashes, Label("Photos afterwards", hint=phrase("At least one."), is_needed=True)
    ],
) -> FindingFixed:
    """Report a finding as put right; it waits for the re-check and does not escalate meanwhile.

    :raises Refused: the finding's clause without a photo of afterwards; `input` unless it is open.
    """
    found = finding_locked(actor.site_id, finding)
    rules.may_fix(_state(found), photos=len(photos)).enforce()
    escalations.stop(OVERDUE, found.pk, at=at)
    found.status, found.fixed_at, found.fixed_by = Status.FIXED, at, actor.code
    found.save(update_fields=["status", "fixed_at", "fixed_by"])
    add_step(found, StepKind.FIXED, actor=actor, at=at, note=note, photos=photos)
    in_time = at <= found.fix_by
    body = {"in_time": in_time, "photos": photos}
    _write(found, actor, at, body=body, personal={"note": note})
    owe_recheck(found, at)
    return FindingFixed(finding=finding, status=Status.FIXED, in_time=in_time)


@command(
    "recheck",
    may=RECHECKERS,
    word=phrase("Re-check"),
    writes=RegisterLine(
        "progress",
        phrase("Finding {finding} does not pass the re-check: {note}"),
        variants={"passed": phrase("Finding {finding} passes the re-check: {note}")},
    ),
    done=phrase("The re-check is on record."),
)
def recheck(
    *,
    actor: StaffActor,
    at: datetime,
    finding: FixedNo,
    passed: Annotated[bool, Label("It is in order")],
    note: Annotated[Note, Label("Note")] = "",
    photos: Photos | None = None,
) -> FindingRechecked:
    """Look again at what somebody else fixed: it is closed, or open once more.

    :raises Refused: the finding's clause for who fixed it and for a post below its grade; `input`
        where it waits for no re-check.
    """
    found = finding_locked(actor.site_id, finding)
    grade = kinds()[found.kind].block.grades[found.grade]
    rules.may_recheck(
        _state(found), by=actor.code, post=actor.post, posts=grade.recheck_by
    ).enforce()
    if passed:
        found.status, found.closed_at = Status.CLOSED, at
        owe_nothing(found, at)
    else:
        _reopen(found, at)
    found.save()
    kind = StepKind.PASSED if passed else StepKind.FAILED
    fix_by = None if passed else found.fix_by
    add_step(found, kind, actor=actor, at=at, note=note, photos=photos or (), fix_by=fix_by)
    body = {"passed": passed, "fix_by": found.fix_by, "photos": photos or []}
    _write(found, actor, at, body=body, personal={"note": note})
    return FindingRechecked(finding=finding, status=Status(found.status), fix_by=found.fix_by)


@command(
    "extend_finding",
    may=MANAGERS,
    word=phrase("Give more time"),
    writes=RegisterLine("progress", phrase("Finding {finding} has time until {until}: {reason}")),
    done=phrase("It has more time."),
)
def extend_finding(
    *,
    actor: StaffActor,
    at: datetime,
    finding: UnfixedNo,
    until: Annotated[DayOrMoment, Label("Put off until", hint=phrase("A day counts to its end."))],
    reason: Annotated[RequiredLine, Label("Reason")],
) -> FindingRaised:
    """Give a finding more time, once for each time it is open.

    :raises Refused: the finding's clause once its time is over, the second time, for too long, or
        for a grade that gets more time by a plan only; `input` unless it is open.
    """
    found = finding_locked(actor.site_id, finding)
    kind = kinds()[found.kind]
    moment = end_of(until) if not isinstance(until, datetime) else until
    hours = hours_of(kind, found.grade, found.site_id, at) // timedelta(hours=1)
    extends = kind.block.grades[found.grade].extends
    rules.may_extend(_state(found), at=at, until=moment, hours=hours, extends=extends).enforce()
    found.is_extended = True
    give_time(found, moment, actor=actor, at=at, note=reason)
    _write(found, actor, at, body={"until": moment}, personal={"reason": reason})
    return FindingRaised(finding=finding, fix_by=moment)


def give_time(
    finding: Finding, until: datetime, *, actor: StaffActor, at: datetime, note: str
) -> None:
    """Move the time by which a finding is to be fixed; the limit keeps its rule."""
    finding.fix_by = until
    finding.save(update_fields=["fix_by", "is_extended"])
    escalations.move(OVERDUE, finding.pk, due_at=until)
    add_step(finding, StepKind.EXTENDED, actor=actor, at=at, note=note, fix_by=until)
    owe_fix(finding, at)


def _reopen(finding: Finding, at: datetime) -> None:
    """Give a finding that was not put right the same hours again; its levels begin anew."""
    kind = kinds()[finding.kind]
    finding.status, finding.is_extended = Status.OPEN, False
    finding.fixed_at, finding.fixed_by = None, ""
    finding.rechecks += 1
    finding.fix_by = at + hours_of(kind, finding.grade, finding.site_id, at)
    escalations.restart(OVERDUE, finding.pk, due_at=finding.fix_by)
    owe_nothing(finding, at)
    owe_fix(finding, at)


def _state(finding: Finding) -> rules.State:
    return rules.State(
        clause=finding.clause,
        status=finding.status,
        fix_by=finding.fix_by,
        is_extended=finding.is_extended,
        fixed_by=finding.fixed_by,
    )


def _write(
    finding: Finding,
    actor: Actor,
    at: datetime,
    *,
    body: Mapping[str, Any] | None = None,
    personal: Mapping[str, str] | None = None,
) -> None:
    """Write the line of the current command about a finding."""
    facts = {"finding": finding.number, "clause": finding.clause, **(body or {})}
    registers.record(actor=actor, at=at, body=facts, personal=personal)
    cite(finding.clause)
    about(path_of(finding))
    board_changed()
