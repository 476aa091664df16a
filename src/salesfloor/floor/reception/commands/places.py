"""Giving places in the queues back, worked out anew from the day's moves (3.2.1.2)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from django.db.models import Subquery

from salesfloor.base.china_time import end_of, start_of
from salesfloor.floor.reception.models import PlaceChange
from salesfloor.floor.reception.rules.moves import Why
from salesfloor.floor.reception.rules.places import place_without
from salesfloor.floor.reception.rules.reasons import Move
from salesfloor.floor.reception.rules.rotation import CHANNELS

if TYPE_CHECKING:
    from datetime import date, datetime

    from salesfloor.floor.reception.commands.state import LockedFloor
    from salesfloor.floor.reception.models import Reception


def give_place_back(floor: LockedFloor, reception: Reception, why: str) -> bool:
    """Take the turn of a reception's receiver back; tell whether that moved the receiver."""
    if reception.receiver_id is None:
        return False
    return _give_back(floor, reception.ref, why, staff_id=reception.receiver_id)


def give_places_back(floor: LockedFloor, reception: Reception, why: str) -> bool:
    """Take back every move that a reception caused: the receiver's, and of those passed over."""
    return _give_back(floor, reception.ref, why)


def _give_back(floor: LockedFloor, ref: str, why: str, *, staff_id: int | None = None) -> bool:
    day = floor.rotation.day
    today = PlaceChange.objects.filter(
        site_id=floor.site_id, at__gte=start_of(day), at__lt=end_of(day)
    )
    caused = today.filter(ref=ref)
    if staff_id is not None:
        caused = caused.filter(staff_id=staff_id)
    moved = today.filter(staff_id__in=Subquery(caused.values("staff_id")))
    rows = moved.order_by("staff_id", "channel", "pk")
    gave = False
    for (staff, channel), changes in groupby(rows, key=attrgetter("staff_id", "channel")):
        place = place_without(map(as_move, changes), ref, why)
        if place is not None:
            gave |= floor.rotation.give_back(staff, channel, place, why)
    return gave


@dataclass(frozen=True, slots=True)
class Left:
    """The places that a person gave up by signing out, when, and since when they were signed in."""

    at: datetime
    since: datetime
    by_channel: dict[str, int]


def places_left(site_id: int, day: date, staff_id: int) -> Left | None:
    """Return what a person gave up by signing out last on that day, or None."""
    mine = PlaceChange.objects.filter(
        site_id=site_id,
        staff_id=staff_id,
        at__gte=start_of(day),
        at__lt=end_of(day),
        why__in=(Why.SIGNED_IN, Why.SIGNED_OUT),
    )
    changes = list(mine.order_by("-pk")[: 2 * len(CHANNELS)])
    out = [one for one in changes[: len(CHANNELS)] if one.why == Why.SIGNED_OUT and one.before]
    since = mine.filter(why=Why.SIGNED_IN).order_by("-pk").first()
    if len(out) != len(CHANNELS) or since is None:
        return None
    return Left(out[0].at, since.at, {one.channel: one.before or 0 for one in out})


def as_move(change: PlaceChange) -> Move:
    """Return a stored change as the rules see it."""
    return Move(
        at=change.at,
        staff=change.staff_id,
        channel=change.channel,
        before=change.before,
        after=change.after,
        why=change.why,
        by=change.by,
        ref=change.ref,
        note=change.note,
    )
