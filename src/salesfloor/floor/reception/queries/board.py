"""The board: who is up, who is with whom, who waits, who is away, what the manager decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of, start_of
from salesfloor.base.modules import subject_parts
from salesfloor.base.names import masked_name
from salesfloor.floor.reception.commands.places import as_move
from salesfloor.floor.reception.models import PlaceChange, Reception
from salesfloor.floor.reception.queries.glance import Glance, Names, glance
from salesfloor.floor.reception.queries.qualified import lacking, without_turn
from salesfloor.floor.reception.rules import reasons, rotation
from salesfloor.floor.reception.rules.moves import Why

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from salesfloor.base.phrases import Phrase

MOVES_SHOWN: Final = 20


class Standing(StrEnum):
    """What somebody in the queue is doing."""

    UP = "up"
    NEXT = "next"
    FREE = "free"
    BUSY = "busy"
    ASSISTING = "assisting"
    EXCUSED = "excused"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Guest:
    """A customer as the whole floor may see them: a number and a masked name."""

    id: int
    ref: str
    channel: str
    register_no: int
    name: str
    basis: str
    is_buyer: bool
    receiver_id: int | None
    since: datetime
    arrived_at: datetime
    registered_at: datetime


@dataclass(frozen=True, slots=True)
class Stander:
    """A person's place in one queue and what they are doing."""

    staff_id: int
    name: str
    position: int
    number: int
    standing: Standing
    since: datetime | None = None
    guest: Guest | None = None
    excused_by: str = ""
    is_on_duty: bool = False
    lacks: tuple[str, ...] = ()
    """Examinations without which the person takes no turn."""


@dataclass(frozen=True, slots=True)
class Queue:
    """One channel's queue in its order."""

    channel: str
    standers: tuple[Stander, ...]
    waits: int = 0
    """How many customers wait for somebody of this queue."""

    @property
    def up(self) -> Stander | None:
        """Return who receives the next new customer."""
        return self._first(Standing.UP)

    @property
    def next(self) -> Stander | None:
        """Return who receives the one after."""
        return self._first(Standing.NEXT)

    def _first(self, standing: Standing) -> Stander | None:
        return next((one for one in self.standers if one.standing is standing), None)


@dataclass(frozen=True, slots=True)
class Engaged:
    """A reception in progress: who receives, who helps."""

    guest: Guest
    receiver_id: int
    receiver: str
    assistants: tuple[str, ...]
    about: tuple[Phrase | str, ...] = ()
    """What upper modules say beside it on the board: the product the customer asks about (9.3.2.4)."""


@dataclass(frozen=True, slots=True)
class ToldMove:
    """A move of today: who, what, by which clause, by whom and why."""

    name: str
    staff_id: int
    why: str
    channels: tuple[str, ...]
    reason: reasons.Reason
    by: str
    note: str
    displaced: str = ""
    """Whom the manager's decision displaced."""


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the screens of a floor show."""

    glance: Glance
    queues: tuple[Queue, ...]
    engaged: tuple[Engaged, ...]
    waiting: tuple[Guest, ...]
    away: tuple[Stander, ...]
    overrides: tuple[ToldMove, ...]
    moves: tuple[ToldMove, ...]
    uncovered_since: datetime | None

    @property
    def at(self) -> datetime:
        """Return the moment the board shows."""
        return self.glance.at

    @property
    def greet_within(self) -> int:
        """Return within how many seconds a customer should be received (9.1.1.2)."""
        return int(self.glance.policy["greet.within_seconds"])

    @property
    def courtesies(self) -> int:
        """Return how many receptions in progress are courtesies (3.2.4.3)."""
        return sum(one.guest.basis == "courtesy" for one in self.engaged)


def board_of(site_id: int | None, at: datetime) -> Board:
    """Return the board of a site, in three statements whatever the size of the data.

    :raises Refused: `input` where there is no such site.
    """
    seen = glance(site_id, at)
    floor = seen.floor()
    guests = _open_guests(seen.site_id)
    names = seen.names
    channels = rotation.CHANNELS if seen.phone_rotation != "shared" else (rotation.VISIT,)
    queues = tuple(_queue(seen, floor, channel, guests, names) for channel in channels)
    moves = _told_moves(_changes_of_today(seen), names)
    return Board(
        glance=seen,
        queues=queues,
        engaged=_engaged(floor, guests, names),
        waiting=tuple(
            guests[one.reception]
            for one in sorted(floor.waiting, key=lambda one: (one.since, one.reception))
            if one.reception in guests
        ),
        away=tuple(
            one for one in queues[0].standers if one.standing in {Standing.EXCUSED, Standing.ABSENT}
        ),
        overrides=tuple(move for move in moves if move.why == Why.OVERRIDE),
        moves=moves[:MOVES_SHOWN],
        uncovered_since=(
            datetime.fromisoformat(floor.uncovered_since)
            if floor.uncovered_since and seen.is_open and not floor.present()
            else None
        ),
    )


def with_topics(board: Board) -> Board:
    """Return the board with what each running reception is about, in a statement more (9.3.2.4)."""
    numbers = [one.guest.id for one in board.engaged]
    told = [part.beside(numbers) for part in subject_parts("reception")] if numbers else []
    engaged = (
        replace(
            one,
            about=tuple(by_number[one.guest.id] for by_number in told if one.guest.id in by_number),
        )
        for one in board.engaged
    )
    return replace(board, engaged=tuple(engaged))


def _open_guests(site_id: int) -> dict[int, Guest]:
    rows = Reception.objects.filter(site_id=site_id, ended_at=None).values_list(
        "pk",
        "ref",
        "channel",
        "register_no",
        "name",
        "basis",
        "is_buyer",
        "receiver_id",
        "assigned_at",
        "arrived_at",
        "registered_at",
    )
    return {
        row[0]: Guest(
            id=row[0],
            ref=row[1],
            channel=row[2],
            register_no=row[3],
            name=masked_name(row[4]),
            basis=row[5],
            is_buyer=row[6],
            receiver_id=row[7],
            since=row[8] or row[9],
            arrived_at=row[9],
            registered_at=row[10],
        )
        for row in rows
    }


def _changes_of_today(seen: Glance) -> list[PlaceChange]:
    """Return the day's latest changes, and every override of the day however early it was."""
    start = start_of(day_of(seen.at))
    today = PlaceChange.objects.filter(site_id=seen.site_id, at__gte=start, at__lte=seen.at)
    latest = today.order_by("-at", "-pk")[: 2 * MOVES_SHOWN]
    return list(latest.union(today.filter(why=Why.OVERRIDE)).order_by("-at", "-pk"))


def _queue(
    seen: Glance,
    floor: rotation.Floor,
    channel: str,
    guests: Mapping[int, Guest],
    names: Names,
) -> Queue:
    standers: list[Stander] = []
    lacks = lacking(seen.site_id, seen.policy, floor, seen.at)
    passed_over = without_turn(lacks, floor)
    free = iter((Standing.UP, Standing.NEXT))
    for position, staff in enumerate(floor.queue(channel), start=1):
        person = floor.people[staff]
        guest = guests.get(floor.engaged.get(staff, 0))
        standing, since = Standing.FREE, None
        if guest is not None:
            standing = Standing.BUSY if guest.receiver_id == staff else Standing.ASSISTING
            since = guest.since
        elif person.away_since is not None:
            standing = Standing.EXCUSED if person.excused_by else Standing.ABSENT
            since = datetime.fromisoformat(person.away_since)
        elif staff not in passed_over:
            standing = next(free, Standing.FREE)
        standers.append(
            Stander(
                staff_id=staff,
                name=names.of(staff) or person.code,
                position=position,
                number=person.places[channel],
                standing=standing,
                since=since,
                guest=guest,
                excused_by=names.of_code(person.excused_by),
                is_on_duty=staff == seen.on_duty,
                lacks=tuple(lacks.get(staff, ())),
            )
        )
    waiting = [guests[one.reception] for one in floor.waiting if one.reception in guests]
    is_shared = seen.phone_rotation == "shared"
    waits = sum(is_shared or guest.channel == channel for guest in waiting)
    return Queue(channel, tuple(standers), waits)


def _engaged(
    floor: rotation.Floor, guests: Mapping[int, Guest], names: Names
) -> tuple[Engaged, ...]:
    found = []
    for guest in sorted(guests.values(), key=lambda guest: (guest.since, guest.id)):
        if guest.receiver_id is None:
            continue
        helpers = tuple(
            names.of(staff)
            for staff, reception in floor.engaged.items()
            if reception == guest.id and staff != guest.receiver_id
        )
        found.append(Engaged(guest, guest.receiver_id, names.of(guest.receiver_id), helpers))
    return tuple(found)


def _told_moves(changes: Iterable[PlaceChange], names: Names) -> tuple[ToldMove, ...]:
    """Tell the moves, newest first; signing in and out moves both queues but is told once."""
    changes = list(changes)
    displaced = {
        (change.at, change.ref): names.of(change.staff_id)
        for change in changes
        if change.why == Why.DISPLACED
    }
    found: dict[tuple[object, ...], ToldMove] = {}
    for change in changes:
        key = (change.at, change.staff_id, change.why, change.ref, change.before, change.after)
        earlier = found.get(key)
        channels = (change.channel, *(earlier.channels if earlier else ()))
        found[key] = ToldMove(
            name=names.of(change.staff_id),
            staff_id=change.staff_id,
            why=change.why,
            channels=channels,
            reason=reasons.reason_of(as_move(change)),
            by=names.of_code(change.by),
            note=change.note,
            displaced=displaced.get((change.at, change.ref), "")
            if change.why == Why.OVERRIDE
            else "",
        )
    return tuple(found.values())
