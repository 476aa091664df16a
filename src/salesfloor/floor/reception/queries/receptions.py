"""Receptions one by one: the site's list, one's own of today, a single one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q

from salesfloor.base.china_time import end_of, start_of
from salesfloor.base.phones import masked_phone
from salesfloor.base.posts import LEADERS, Post
from salesfloor.floor.reception.commands.closing import minutes_of
from salesfloor.floor.reception.models import Reception
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from salesfloor.base.commands import Actor

SEES_ALL: Final = LEADERS | {Post.DESK}
"""Who reads the receptions of the whole site; others read their own."""
PER_PAGE: Final = 25
STATES: Final = ("waiting", "open", "ended", "struck")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to."""

    from_on: date
    to_on: date
    channel: str = ""
    basis: str = ""
    outcome: str = ""
    state: str = ""
    receiver_id: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some receptions in order, and where the following ones begin."""

    rows: Sequence[Reception]
    after: str = ""


def receptions_of(actor: Actor) -> QuerySet[Reception]:
    """Return the receptions the person may read: the site's, or the own ones."""
    rows = Reception.objects.filter(site_id=registers.site_of(actor))
    return rows if actor.post in SEES_ALL else rows.filter(receiver_id=actor.staff_id or 0)


def is_own(actor: Actor, reception: Reception) -> bool:
    """Tell whether the person received this customer and sees the whole number."""
    return actor.staff_id is not None and reception.receiver_id == actor.staff_id


def shown_phone(actor: Actor, reception: Reception) -> str:
    """Return the phone as the person may see it: whole to the receiver, else masked."""
    number = reception.phone or reception.phone_given
    return number if is_own(actor, reception) else masked_phone(number)


def list_receptions(actor: Actor, filters: Filters, *, after: str = "") -> Page:
    """Return one page of receptions, newest first, in one statement; nothing is counted."""
    rows = receptions_of(actor).filter(
        registered_at__gte=start_of(filters.from_on), registered_at__lt=end_of(filters.to_on)
    )
    wanted: dict[str, Any] = {
        "channel": filters.channel,
        "basis": filters.basis,
        "outcome": filters.outcome,
        "receiver_id": filters.receiver_id,
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    return _page(_in_state(rows, filters.state), after)


def my_receptions(actor: Actor, on: date, *, after: str = "", per_page: int = PER_PAGE) -> Page:
    """Return what the person received on a day, newest first."""
    rows = Reception.objects.filter(
        site_id=registers.site_of(actor),
        receiver_id=actor.staff_id or 0,
        registered_at__gte=start_of(on),
        registered_at__lt=end_of(on),
        struck_at=None,
    )
    return _page(rows.filter(ended_at__isnull=False), after, per_page)


def owed_particulars(actor: Actor, *, since: datetime) -> list[Reception]:
    """Return the own receptions that ended with particulars missing (9.1.1.4), oldest last."""
    rows = Reception.objects.filter(
        Q(grade="") | Q(area="") | Q(medium="") | Q(phone="", no_phone_reason=""),
        site_id=registers.site_of(actor),
        receiver_id=actor.staff_id or 0,
        registered_at__gte=since,
        ended_at__isnull=False,
        struck_at=None,
        is_buyer=True,
    ).exclude(outcome__in=("not_a_buyer", "left"))
    return list(rows.order_by("-registered_at", "-pk")[:PER_PAGE])


def _in_state(rows: QuerySet[Reception], state: str) -> QuerySet[Reception]:
    match state:
        case "waiting":
            return rows.filter(ended_at=None, receiver_id=None)
        case "open":
            return rows.filter(ended_at=None, receiver_id__isnull=False)
        case "ended":
            return rows.filter(ended_at__isnull=False, struck_at=None)
        case "struck":
            return rows.filter(struck_at__isnull=False)
        case _:
            return rows


def _page(rows: QuerySet[Reception], after: str, per_page: int = PER_PAGE) -> Page:
    key = _key(after)
    if key is not None:
        at, pk = key
        rows = rows.filter(Q(registered_at__lt=at) | Q(registered_at=at, pk__lt=pk))
    found = list(rows.order_by("-registered_at", "-pk")[: per_page + 1])
    if len(found) <= per_page:
        return Page(found)
    last = found[per_page - 1]
    return Page(found[:per_page], f"{last.registered_at.timestamp():.6f}_{last.pk}")


def _key(after: str) -> tuple[datetime, int] | None:
    """Read where a page begins; what cannot be read begins at the top."""
    moment, _, pk = after.partition("_")
    try:
        return datetime.fromtimestamp(float(moment), UTC), int(pk)
    except (ValueError, OverflowError):
        return None


def length_of(reception: Reception, at: datetime) -> int | None:
    """Return for how many minutes a reception took, or takes up to now."""
    if reception.ended_at is None and reception.assigned_at is not None:
        return max(0, int((at - reception.assigned_at).total_seconds() // 60))
    return minutes_of(reception)
