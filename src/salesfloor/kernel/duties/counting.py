"""How many of the duties that somebody owed in a period were done in time (7.1.7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from salesfloor.base.china_time import day_of
from salesfloor.base.periods import read_period
from salesfloor.base.trades import trade_of
from salesfloor.kernel.duties.blocks import OwedBy, duties_of
from salesfloor.kernel.duties.models import Done, Miss

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from salesfloor.base.periods import Period

_LENGTH_OF_DAY = len("2026-03-02")


@dataclass(frozen=True, slots=True)
class Kept:
    """Duties owed, and those of them that were done in time, covered by a late entry or excused."""

    owed: int
    good: int


def keep_done(site_id: int, duty: str, subject: str, period: str, at: datetime) -> None:
    """Keep that a duty of its own time was found done when it was judged."""
    Done.objects.get_or_create(
        site_id=site_id,
        duty=duty,
        subject=subject,
        period=period,
        defaults={"at": at, "by": subject, "line": ""},
    )


def keep_each_done(
    site_id: int, duty: str, subjects: Iterable[str], period: str, at: datetime
) -> None:
    """Keep of several that a duty of its own time was found done when it was judged."""
    Done.objects.bulk_create(
        [
            Done(site_id=site_id, duty=duty, subject=one, period=period, at=at, by=one, line="")
            for one in subjects
        ],
        ignore_conflicts=True,
        batch_size=1_000,
    )


def kept(site_id: int, code: str, period: Period, at: datetime) -> Kept:
    """Return how a person kept the duties that were owed in a period and due by a moment."""
    personal = [
        one.code
        for one in duties_of(trade_of(site_id)).values()
        if one.block.owed_by is OwedBy.PERSON
    ]
    own = Q(duty__in=personal, subject=code) | (Q(by=code) & ~Q(duty__in=personal))
    misses = {
        (one.duty, one.subject, one.period): one.excused_at or one.covered_at
        for one in Miss.objects.filter(site_id=site_id, who__contains=[code], due_at__lte=at)
        if day_of(one.period_from) in period
    }
    done = {
        (one.duty, one.subject, one.period)
        for one in Done.objects.filter(own, site_id=site_id, at__lte=at)
        if _first_day(one.period) in period
    }
    in_time = len(done - misses.keys())
    good = in_time + sum(ended is not None and ended <= at for ended in misses.values())
    return Kept(owed=in_time + len(misses), good=good)


def _first_day(period: str) -> date:
    return (
        date.fromisoformat(period) if len(period) == _LENGTH_OF_DAY else read_period(period).first
    )
