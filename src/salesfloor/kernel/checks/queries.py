"""Reading checks: the newest first, by list, subject and period."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import Field

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.china_time import end_of, start_of
from salesfloor.base.commands import SiteActor, question
from salesfloor.base.labels import Label, Reference
from salesfloor.base.periods import PeriodField
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.subjects import KINDS, subject_of
from salesfloor.base.texts import Code
from salesfloor.kernel.checks.doing import score_of
from salesfloor.kernel.checks.lists import checklists
from salesfloor.kernel.checks.models import Check

if TYPE_CHECKING:
    from django.db.models import QuerySet

READERS: Final = MANAGERS | {Post.SALESPERSON, Post.LEAD, Post.ADMIN}
MOST: Final = 100
Codes = list[str]


class CheckLine(Answer):
    """A check in a list."""

    check: int
    list: str
    subject: str
    at: Instant
    who: str
    score: float | None
    failed: Codes


class Checks(Answer):
    """Checks, the newest first."""

    checks: list[CheckLine]


@question("checks", may=READERS, word=phrase("Checks"))
def checks(
    *,
    actor: SiteActor,
    at: datetime,
    list_: Annotated[
        Code | None, Field(alias="list"), Label("List"), Reference("checklist")
    ] = None,
    subject: Annotated[Code, Label("What or where"), Reference("check_subject")] | None = None,
    period: Annotated[PeriodField, Label("Period")] | None = None,
) -> Checks:
    """Return the site's latest checks; struck ones count nowhere.

    :raises Refused: `input` for an unknown list or subject.
    """
    rows = Check.objects.filter(site_id=actor.site_id, struck_at=None)
    if list_ is not None:
        if list_ not in checklists():
            raise bad_input(phrase("There is no checklist {list} here.", list=list_))
        rows = rows.filter(checklist=list_)
    if subject is not None:
        subject_of(KINDS, actor.site_id, subject, at)
        rows = rows.filter(subject=subject)
    if period is not None:
        rows = rows.filter(at__gte=start_of(period.first), at__lt=end_of(period.last))
    return Checks(checks=[_line(row) for row in _newest(rows)])


def _newest(rows: QuerySet[Check]) -> QuerySet[Check]:
    return rows.order_by("-at", "-number")[:MOST]


def _line(row: Check) -> CheckLine:
    return CheckLine(
        check=row.number,
        list=row.checklist,
        subject=row.subject,
        at=row.at,
        who=row.by,
        score=score_of(row),
        failed=row.failed,
    )
