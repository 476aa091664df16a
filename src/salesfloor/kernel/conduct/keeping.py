"""How long the words of what is noted of people are kept (L12)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of, start_of
from salesfloor.kernel.conduct.models import Record
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Sequence

FORGOTTEN: Final = "conduct_forgotten"
KEEP_DAYS: Final = "conduct.keep_days"


def forget_at(site_id: int, noted_at: datetime, at: datetime) -> datetime:
    """Return when the words of what was noted then are destroyed, by the policy of now."""
    days = int(rulebook.policies(site_id, at)[KEEP_DAYS])
    return start_of(day_of(noted_at) + timedelta(days=days + 1))


def remember(record: Record, at: datetime) -> None:
    """Set when the words of a record are destroyed."""
    due_at = forget_at(record.site_id, record.at, at)
    deadlines.set_due(FORGOTTEN, subject=record.pk, site_id=record.site_id, due_at=due_at)


def remember_each(records: Sequence[Record], site_id: int, at: datetime) -> None:
    """Set when the words of records of one moment are destroyed."""
    if not records:
        return
    due_at = forget_at(site_id, records[0].at, at)
    subjects = [record.pk for record in records]
    deadlines.set_due_each(FORGOTTEN, subjects=subjects, site_id=site_id, due_at=due_at)
