"""What a salesperson is doing now, and what comes next: the page on the phone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception import words
from salesfloor.floor.reception.commands.places import places_left
from salesfloor.floor.reception.models import Assistant, Reception
from salesfloor.floor.reception.queries.glance import Glance, glance
from salesfloor.floor.reception.queries.receptions import my_receptions, owed_particulars
from salesfloor.floor.reception.rules import receiving, rotation
from salesfloor.kernel.consent import api as consent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from salesfloor.base.commands import Actor
    from salesfloor.base.verdicts import Verdict
    from salesfloor.web.lists.paging import Slice

OWED_FOR: Final = timedelta(days=30)
SHOWN_OF_TODAY: Final = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where the person stands in one queue."""

    channel: str
    position: int
    number: int
    free_ahead: int

    @property
    def is_up(self) -> bool:
        """Tell whether nobody free stands before."""
        return self.free_ahead == 0


@dataclass(frozen=True, slots=True)
class Mine:
    """One person's floor: what they do now, where they stand, what they may do."""

    glance: Glance
    presence: rotation.Presence | None
    places: tuple[Place, ...]
    reception: Reception | None
    take_up_until: datetime | None
    """Until when the person has to take the customer up; None where nothing is asked for."""
    left_over: Sequence[Reception]
    """Receptions of earlier days that the person has not ended."""
    is_receiver: bool
    assistants: tuple[str, ...]
    receiver: str
    whose: customers.ClaimFacts | None
    owed: Sequence[Reception]
    today: Slice
    may_sign_out: Verdict
    may_step_away: Verdict
    leave: consent.Consent | None
    """The latest request of today for leave from the floor, whatever became of it."""
    undo_sign_out_until: datetime | None
    """Until when signing out can be taken back; None where there is nothing to take back."""

    @property
    def is_signed_in(self) -> bool:
        """Tell whether the person is in the rotation of the day."""
        return self.presence is not None

    @property
    def is_away(self) -> bool:
        """Tell whether the person stepped away."""
        return self.presence is not None and self.presence.is_away


def my_floor(actor: Actor, at: datetime, *, after: str = "") -> Mine:
    """Return what the person's own page shows, in at most eight statements.

    :raises Refused: `input` where the person is at no site.
    """
    seen = glance(actor.site_id, at)
    floor = seen.floor()
    staff = actor.staff_id or 0
    presence = floor.people.get(staff)
    reception = Reception.objects.filter(pk=floor.engaged.get(staff, 0)).first()
    household = (
        customers.household(seen.site_id, reception.phone, seen.policy)
        if reception is not None and reception.phone
        else None
    )
    return Mine(
        glance=seen,
        presence=presence,
        places=_places(seen, floor, staff) if presence else (),
        reception=reception,
        take_up_until=_take_up_until(floor, reception, staff),
        left_over=left_over_of(seen.site_id, staff),
        is_receiver=reception is not None and reception.receiver_id == staff,
        assistants=_assistants(seen, reception),
        receiver=seen.names.of(reception.receiver_id) if reception else "",
        whose=household.deciding(at) if household else None,
        owed=owed_particulars(actor, since=at - OWED_FOR),
        today=my_receptions(actor, day_of(at), after=after, per_page=SHOWN_OF_TODAY),
        may_sign_out=may_go(seen, floor, staff, leaves_for_good=True),
        may_step_away=may_go(seen, floor, staff),
        leave=consent.asked_today(staff, words.STEP_AWAY, "", at) if presence else None,
        undo_sign_out_until=None if presence else _undo_until(seen, floor, staff),
    )


def _take_up_until(
    floor: rotation.Floor, reception: Reception | None, staff: int
) -> datetime | None:
    if reception is None or reception.receiver_id != staff:
        return None
    until = floor.unconfirmed.get(reception.pk)
    return datetime.fromisoformat(until) if until else None


def left_over_of(site_id: int, staff: int) -> list[Reception]:
    """Return the receptions of earlier days that somebody has not ended, oldest first."""
    rows = Reception.objects.filter(site_id=site_id, receiver_id=staff, ended_at=None)
    return list(rows.filter(struck_at=None, is_left_over=True).order_by("pk"))


def _undo_until(seen: Glance, floor: rotation.Floor, staff: int) -> datetime | None:
    left = places_left(seen.site_id, floor.day, staff)
    if left is None:
        return None
    until = left.at + timedelta(minutes=seen.policy["turn.undo_within_minutes"])
    return until if seen.at <= until else None


def _places(seen: Glance, floor: rotation.Floor, staff: int) -> tuple[Place, ...]:
    channels = rotation.CHANNELS if seen.phone_rotation != "shared" else (rotation.VISIT,)
    found = []
    for channel in channels:
        queue = floor.queue(channel)
        before = queue[: queue.index(staff)]
        free = sum(floor.is_free(one) for one in before)
        place = floor.people[staff].places[channel]
        found.append(Place(channel, len(before) + 1, place, free))
    return tuple(found)


def _assistants(seen: Glance, reception: Reception | None) -> tuple[str, ...]:
    if reception is None:
        return ()
    rows = Assistant.objects.filter(reception=reception, until_at=None).order_by("from_at")
    return tuple(seen.names.of(staff) for staff in rows.values_list("staff_id", flat=True))


def may_go(
    seen: Glance, floor: rotation.Floor, staff: int, *, leaves_for_good: bool = False
) -> Verdict:
    """Judge leaving as the commands do, in their order (3.2.3.6 before 7.1.12)."""
    staying = receiving.may_break_off(is_engaged=staff in floor.engaged)
    person = floor.people.get(staff)
    is_away = person is not None and person.is_away
    if not staying or (leaves_for_good and is_away):
        return staying
    others = [one for one in floor.present() if one != staff]
    return receiving.may_leave_floor(others_present=len(others), is_open=seen.is_open)
