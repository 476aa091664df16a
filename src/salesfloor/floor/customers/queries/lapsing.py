"""Whose claims lapse on each of the next days, unless something moves them (3.3.1.1, 3.3.2.1)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from salesfloor.base.china_time import day_of, end_of
from salesfloor.base.sql import fetch_all

DAYS: Final = 14

_LAPSING: Final = """
    SELECT owner_id,
        ((lapses_at - interval '1 microsecond') AT TIME ZONE 'Asia/Shanghai')::date AS last_day,
        count(*)
    FROM customers_claim
    WHERE site_id = %s AND ended_at IS NULL AND lapses_at > %s AND lapses_at <= %s
    GROUP BY 1, 2
"""


def lapsing(site_id: int, at: datetime) -> tuple[list[date], dict[int, list[int]]]:
    """Return the next days, and for each follower how many claims have each as their last day."""
    today = day_of(at)
    days = [today + timedelta(days=ahead) for ahead in range(DAYS)]
    found: dict[int, list[int]] = {}
    for owner, last_day, count in fetch_all(_LAPSING, (site_id, at, end_of(days[-1]))):
        found.setdefault(owner, [0] * DAYS)[(last_day - today).days] = count
    return days, found
