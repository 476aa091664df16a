"""Days with money: each is to be closed by a time of the next morning (7.2.3)."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Max, Min

from salesfloor.base.china_time import at_time, day_of, end_of, start_of
from salesfloor.base.sql import fetch_one
from salesfloor.floor.till.models import Closing, Receipt, Refund, TillDay
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from datetime import date, datetime

NOT_CLOSED: Final = "cash_not_closed"
CLAUSE: Final = "7.2.3"
_NOTED: Final = "SELECT FROM till_tillday WHERE site_id = %s AND day = %s"


def note(site_id: int, at: datetime) -> None:
    """Note that money moves on this day: it is to be closed by the morning after."""
    day = day_of(at)
    if fetch_one(_NOTED, (site_id, day)) is not None:
        return
    rows = TillDay.objects.filter(site_id=site_id, day=day)
    TillDay.objects.bulk_create([TillDay(site_id=site_id, day=day)], ignore_conflicts=True)
    close_by = time.fromisoformat(rulebook.policies(site_id, at)["cash.close_by"])
    deadlines.set_due(
        NOT_CLOSED,
        subject=rows.values_list("pk", flat=True).get(),
        site_id=site_id,
        due_at=at_time(day + timedelta(days=1), close_by),
    )


def is_open(site_id: int, day: date, before: datetime) -> bool:
    """Tell whether a day has lines that no closing before that moment covers."""
    covered = _covered(site_id, before)
    begins, ends = start_of(day), end_of(day)
    receipts = Receipt.objects.filter(
        site_id=site_id, number__gt=covered[0], written_at__gte=begins, written_at__lt=ends
    )
    refunds = Refund.objects.filter(
        site_id=site_id, number__gt=covered[1], paid_at__gte=begins, paid_at__lt=ends
    )
    return receipts.exists() or refunds.exists()


def first_open(site_id: int, before: datetime) -> int | None:
    """Return the first receipt that no closing before that moment covers."""
    rows = Receipt.objects.filter(
        site_id=site_id, number__gt=_covered(site_id, before)[0], written_at__lt=before
    )
    first: int | None = rows.aggregate(first=Min("number"))["first"]
    return first


def _covered(site_id: int, before: datetime) -> tuple[int, int]:
    rows = Closing.objects.filter(site_id=site_id, at__lt=before)
    found = rows.aggregate(receipts=Max("receipts_to"), refunds=Max("refunds_to"))
    return found["receipts"] or 0, found["refunds"] or 0
