"""Doing checks, and changing a site's checklists."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import Field

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.commands import StaffActor, command
from salesfloor.base.files import FileHashes
from salesfloor.base.labels import Label, Reference
from salesfloor.base.numbers import Count
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.subjects import subject_of
from salesfloor.base.texts import Code, Note
from salesfloor.base.trades import trade_of
from salesfloor.kernel.checks import rules
from salesfloor.kernel.checks.doing import Given, do_check, score_of
from salesfloor.kernel.checks.lists import Checklist, checklists
from salesfloor.kernel.checks.models import Result
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from salesfloor.kernel.checks.doing import Raised

MOST_ITEMS: Final = 500
ItemCode = Annotated[str, Field(min_length=1, max_length=200)]
Answers = Annotated[dict[ItemCode, Result | Count], Field(max_length=MOST_ITEMS), Label("Answers")]
ItemPhotos = Annotated[
    dict[ItemCode, FileHashes], Field(max_length=MOST_ITEMS), Label("Photos of items")
]
ItemNotes = Annotated[dict[ItemCode, Note], Field(max_length=MOST_ITEMS), Label("Notes on items")]


class FindingOfItem(Answer):
    """The finding that a failed item raised, or was added to."""

    finding: int
    item: str
    grade: str
    fix_by: Instant


class CheckDone(Answer):
    """A check with its score, and what its failed items raised."""

    check: int
    score: float | None
    failed: list[str]
    findings: list[FindingOfItem]
    work_orders: list[int]
    tasks: list[int]


@command(
    "check",
    may=ANYONE - {Post.OPERATOR},
    word=phrase("Do a check"),
    done=phrase("The check is on record."),
)
def check(
    *,
    actor: StaffActor,
    at: datetime,
    list_: Annotated[Code, Field(alias="list"), Label("List"), Reference("checklist")],
    subject: Annotated[Code, Label("What or where"), Reference("check_subject")],
    answers: Answers,
    photos: ItemPhotos | None = None,
    notes: ItemNotes | None = None,
    claimed_at: registers.ClaimedAt | None = None,
) -> CheckDone:
    """Answer a checklist about a subject; failed items become findings, work orders or tasks.

    :raises Refused: `access` for a post that the list does not name; `input` for answers that do not fit
        it; the list's clause for a failed item without the photo it needs.
    """
    checklist = checklist_for(actor, list_)
    found = subject_of([checklist.subject], actor.site_id, subject, at)
    given = Given(answers, photos or {}, notes or {}, claimed_at)
    done, raised = do_check(checklist, found, given, actor=actor, at=at)
    return CheckDone(
        check=done.number,
        score=score_of(done),
        failed=done.failed,
        findings=findings_of(raised),
        work_orders=raised.work_orders,
        tasks=raised.tasks,
    )


def checklist_for(actor: StaffActor, code: str) -> Checklist:
    """Return the checklist of that code at the actor's site, for somebody who checks by it.

    :raises Refused: `access` for a post that it does not name; `input` where there is none.
    """
    found = checklist_here(actor, code)
    rules.may_check(actor.post, found.may, is_about_other=False).enforce()
    return found


def checklist_here(actor: StaffActor, code: str) -> Checklist:
    """Return the checklist of that code at the actor's site.

    :raises Refused: `input` where there is none.
    """
    found = checklists().get(code)
    if found is None or (found.trades is not None and trade_of(actor.site_id) not in found.trades):
        raise bad_input(phrase("There is no checklist {list} here.", list=code))
    return found


def findings_of(raised: Raised) -> list[FindingOfItem]:
    """Return findings as the answer of a check names them."""
    return [
        FindingOfItem(finding=one.number, item=item, grade=one.grade, fix_by=one.fix_by)
        for item, one in raised.findings
    ]
