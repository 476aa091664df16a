"""Receptions one by one: the site's list, one's own of today, a single one."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from salesfloor.base.china_time import end_of, start_of
from salesfloor.base.phones import masked_phones
from salesfloor.base.posts import LEADERS, Post
from salesfloor.floor.reception.commands.closing import minutes_of
from salesfloor.floor.reception.models import Reception
from salesfloor.kernel.registers import api as registers
from salesfloor.web.lists.paging import Slice, slice_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from salesfloor.base.commands import Actor

SEES_ALL: Final = LEADERS | {Post.DESK}
"""Who reads the receptions of the whole site; others read their own."""
PER_PAGE: Final = 25
NEWEST: Final = ("-registered_at", "-pk")


def receptions_of(actor: Actor) -> QuerySet[Reception]:
    """Return the receptions the person may read: the site's, or the own ones."""
    rows = Reception.objects.filter(site_id=registers.site_of(actor))
    return rows if actor.post in SEES_ALL else rows.filter(receiver_id=actor.staff_id or 0)


def is_own(actor: Actor, reception: Reception) -> bool:
    """Tell whether the person received this customer and sees the whole number."""
    return actor.staff_id is not None and reception.receiver_id == actor.staff_id


def is_in(actor: Actor, reception: Reception) -> bool:
    """Tell whether the person receives or assists in a reception that is not over."""
    if reception.ended_at is not None or reception.struck_at is not None:
        return False
    helping = reception.assistants.filter(staff_id=actor.staff_id or 0, until_at=None)
    return is_own(actor, reception) or helping.exists()


def shown_phone(actor: Actor, reception: Reception) -> str:
    """Return the phone as the person may see it: whole to the receiver, else masked."""
    number = reception.phone or reception.phone_given
    return number if is_own(actor, reception) else masked_phones(number)


def my_receptions(actor: Actor, on: date, *, after: str = "", per_page: int = PER_PAGE) -> Slice:
    """Return what the person received on a day, newest first."""
    rows = Reception.objects.filter(
        site_id=registers.site_of(actor),
        receiver_id=actor.staff_id or 0,
        registered_at__gte=start_of(on),
        registered_at__lt=end_of(on),
        struck_at=None,
    )
    return slice_of(rows.filter(ended_at__isnull=False), NEWEST, per_page, after=after)


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


def in_state(rows: QuerySet[Reception], state: str) -> QuerySet[Reception]:
    """Return the receptions that wait, go on, have ended or are struck."""
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


def length_of(reception: Reception, at: datetime) -> int | None:
    """Return for how many minutes a reception took, or takes up to now."""
    if reception.ended_at is None and reception.assigned_at is not None:
        return max(0, int((at - reception.assigned_at).total_seconds() // 60))
    return minutes_of(reception)
