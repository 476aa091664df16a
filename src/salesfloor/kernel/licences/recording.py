"""Recording a paper and watching its end, in the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of, start_of
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.licences import rules
from salesfloor.kernel.licences.models import Paper, PaperState
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from collections.abc import Collection

WATCH: Final = "paper_watch"
TO_RENEW: Final = "paper_to_renew"
WARN_BEFORE: Final = "paper.warn_before_days"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a paper stands on a day."""

    days_left: int | None
    state: PaperState


def standing(valid_until: date | None, at: datetime, warn_before: Collection[int]) -> Standing:
    """Return how a paper stands at that moment."""
    today = day_of(at)
    state = PaperState.VALID
    if rules.is_expired(valid_until, today):
        state = PaperState.EXPIRED
    elif rules.is_expiring(valid_until, today, warn_before):
        state = PaperState.EXPIRING
    return Standing(rules.days_left(valid_until, today), state)


def replace_older(paper: Paper, at: datetime) -> None:
    """Let a new paper take the place of the current one of its subject and kind; what that was to say stops."""
    older = Paper.objects.select_for_update().filter(
        site_id=paper.site_id,
        subject_kind=paper.subject_kind,
        subject=paper.subject,
        kind=paper.kind,
        replaced_at=None,
    )
    for one in older:
        deadlines.settle(WATCH, subject=one.pk, at=at)
        work.settle(kind=TO_RENEW, subject=one.about, site_id=one.site_id, at=at)
    older.update(replaced_at=at)


def watch(paper: Paper, at: datetime) -> None:
    """Set the next instant at which something is to be said of the paper; thresholds gone by are not."""
    if paper.valid_until is None or rules.is_expired(paper.valid_until, day_of(at)):
        deadlines.settle(WATCH, subject=paper.pk, at=at)
        return
    ahead = rulebook.values_ahead(paper.site_id, WARN_BEFORE, at)
    day = rules.next_threshold(paper.valid_until, day_of(at), ahead)
    deadlines.set_due(WATCH, subject=paper.pk, site_id=paper.site_id, due_at=start_of(day))
