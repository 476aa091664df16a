"""Raising a finding, by hand or by a check: its line, its time, who is told when that is over."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.commands import StaffActor, about, board_changed, cite
from salesfloor.base.lines import line
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.subjects import Subject, name_of
from salesfloor.kernel.escalations import api as escalations
from salesfloor.kernel.files import api as files
from salesfloor.kernel.findings.kinds import FindingKind, kinds
from salesfloor.kernel.findings.models import Finding, Status, Step, StepKind
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from salesfloor.base.commands import Actor

OVERDUE: Final = "finding_overdue"
TO_FIX: Final = "finding_to_fix"
TO_RECHECK: Final = "finding_to_recheck"
FIXERS: Final = frozenset({Post.SALESPERSON, Post.LEAD, Post.MANAGER})

RAISED: Final = line(
    "finding",
    "finding",
    phrase("{subject}: {text} Grade: {grade}"),
    facts={"subject": str, "text": str, "grade": str},
)


@dataclass(frozen=True, slots=True)
class Observed:
    """What somebody saw: the kind of finding, about what, how grave, in which words."""

    kind: str
    subject: Subject
    grade: str
    text: str
    photos: Sequence[str] = ()
    checklist: str = ""
    item: str = ""
    check_no: int | None = None
    note: str = ""
    """More words of the first step; a hazard's immediate action stands here."""
    facts: dict[str, object] = field(default_factory=dict)
    """More facts of the register's line."""


def raise_finding(
    observed: Observed, *, actor: StaffActor, at: datetime, claimed_at: datetime | None = None
) -> Finding:
    """Write a finding down; from now on it is to be fixed in time, and escalates when it is not."""
    kind = kinds()[observed.kind]
    fix_by = at + hours_of(kind, observed.grade, actor.site_id, at)
    number = _write_line(observed, kind, fix_by, actor=actor, at=at, claimed_at=claimed_at)
    finding = Finding.objects.create(
        site_id=actor.site_id,
        number=number,
        kind=kind.code,
        clause=kind.clause,
        subject_kind=observed.subject.kind,
        subject=observed.subject.code,
        grade=observed.grade,
        text=observed.text,
        checklist=observed.checklist,
        item=observed.item,
        raised_at=at,
        raised_by=actor.code,
        fix_by=fix_by,
    )
    add_step(
        finding,
        StepKind.RAISED,
        actor=actor,
        at=at,
        note=observed.note,
        photos=observed.photos,
        check_no=observed.check_no,
        fix_by=fix_by,
    )
    above = actor.post if actor.post in MANAGERS else None
    escalations.start(OVERDUE, finding.pk, site_id=actor.site_id, due_at=fix_by, above=above)
    owe_fix(finding, at)
    cite(kind.clause)
    about(path_of(finding))
    board_changed()
    return finding


def _write_line(
    observed: Observed,
    kind: FindingKind,
    fix_by: datetime,
    *,
    actor: StaffActor,
    at: datetime,
    claimed_at: datetime | None,
) -> int:
    body = {
        "kind": kind.code,
        "clause": kind.clause,
        "subject": observed.subject.code,
        "grade": observed.grade,
        "fix_by": fix_by,
        **observed.facts,
    }
    if observed.check_no is not None:
        body |= {"check": observed.check_no, "list": observed.checklist, "item": observed.item}
    if observed.photos:
        body["photos"] = list(observed.photos)
    return registers.write(
        RAISED,
        actor=actor,
        at=at,
        body=body,
        personal={"text": observed.text, "note": observed.note},
        claimed_at=claimed_at,
    ).register_no


def hours_of(kind: FindingKind, grade: str, site_id: int, at: datetime) -> timedelta:
    """Return how long a finding of that grade may take, by the site's policy of the moment.

    :raises KeyError: the kind has no such grade.
    """
    return timedelta(hours=rulebook.policies(site_id, at)[kind.block.grades[grade].hours])


def open_of_item(site_id: int, subject: Subject, checklist: str, item: str) -> Finding | None:
    """Return the finding of an item of a list about a subject that is not closed yet, locked."""
    return (
        Finding.objects.select_for_update()
        .filter(
            site_id=site_id,
            subject_kind=subject.kind,
            subject=subject.code,
            checklist=checklist,
            item=item,
            struck_at=None,
        )
        .exclude(status=Status.CLOSED)
        .first()
    )


def add_check(
    finding: Finding,
    *,
    check_no: int,
    actor: Actor,
    at: datetime,
    photos: Sequence[str] = (),
    note: str = "",
) -> None:
    """Add a check that found the same again to a finding that is not closed."""
    add_step(
        finding, StepKind.CHECKED, actor=actor, at=at, photos=photos, note=note, check_no=check_no
    )


def add_step(
    finding: Finding,
    kind: StepKind,
    *,
    actor: Actor,
    at: datetime,
    note: str = "",
    said_by: str = "",
    photos: Sequence[str] = (),
    check_no: int | None = None,
    fix_by: datetime | None = None,
) -> None:
    """Add a step to the story of a finding, and its photos to the finding."""
    step = Step.objects.create(
        finding=finding,
        kind=kind,
        at=at,
        by=actor.code,
        note=note,
        said_by=said_by,
        check_no=check_no,
        fix_by=fix_by,
    )
    files.attach(
        site_id=finding.site_id,
        subject=path_of(finding),
        part=f"step:{step.pk}",
        values=photos,
        at=at,
        actor=actor,
    )


def path_of(finding: Finding) -> str:
    """Return how records name a finding: `finding:3`."""
    return f"finding:{finding.number}"


def named(finding: Finding, at: datetime) -> str:
    """Return what people call the subject of a finding."""
    return name_of([finding.subject_kind], finding.site_id, finding.subject, at)


def owe_fix(finding: Finding, at: datetime) -> None:
    """Put a finding on the lists of those who can see to it."""
    work.owe(
        kind=TO_FIX,
        subject=path_of(finding),
        site_id=finding.site_id,
        clause=finding.clause,
        sentence=phrase(
            "To be put right: {subject}, {text}", subject=named(finding, at), text=finding.text
        ),
        at=at,
        due_at=finding.fix_by,
        posts=FIXERS,
    )


def owe_recheck(finding: Finding, at: datetime) -> None:
    """Take a fixed finding off the lists for fixing and put it on those for re-checking."""
    subject, site_id = path_of(finding), finding.site_id
    work.settle(kind=TO_FIX, subject=subject, site_id=site_id, at=at)
    grade = kinds()[finding.kind].block.grades[finding.grade]
    work.owe(
        kind=TO_RECHECK,
        subject=subject,
        site_id=site_id,
        clause=finding.clause,
        sentence=phrase(
            "To be re-checked: {subject}, {text}", subject=named(finding, at), text=finding.text
        ),
        at=at,
        posts=FIXERS.intersection(grade.recheck_by) if grade.recheck_by else FIXERS,
    )


def owe_nothing(finding: Finding, at: datetime) -> None:
    """Take a finding off all lists."""
    for kind in (TO_FIX, TO_RECHECK):
        work.settle(kind=kind, subject=path_of(finding), site_id=finding.site_id, at=at)
