"""The rotation of one floor on one day: clauses 3.2.1.1 to 3.2.4.5 as a pure state.

A person holds one place, a number, in the queue of each channel; the queue is the order of
the numbers. Going to the tail takes the next number; getting an old place back restores the
old number. See `docs/algorithms/rotation.md`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final, Literal

from salesfloor.base.china_time import day_of
from salesfloor.floor.reception.rules.moves import Why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

VISIT: Final = "visit"
CALL: Final = "call"
CHANNELS: Final = (VISIT, CALL)
Basis = Literal["turn", "own", "courtesy", "waiting"]


@dataclass(slots=True)
class Presence:
    """A salesperson signed in today: their places, and whether they are away."""

    code: str
    since: str
    places: dict[str, int]
    away_since: str | None = None
    excused_by: str | None = None
    until: str | None = None
    """When a person who is lent to the site leaves it again."""

    @property
    def is_away(self) -> bool:
        """Tell whether the person stepped away and has not come back."""
        return self.away_since is not None

    @property
    def is_absent(self) -> bool:
        """Tell whether the person is away without leave."""
        return self.is_away and self.excused_by is None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A customer registered while nobody was free."""

    reception: int
    channel: str
    since: str


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """One person's place before and after, and why it changed."""

    staff: int
    channel: str
    before: int | None
    after: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who receives, on what basis; the place that a turn cost, by which queue."""

    basis: Basis
    receiver: int | None = None
    place_before: int | None = None


@dataclass(slots=True)
class Floor:
    """The rotation's whole state; every change is also noted in `changes`."""

    day: date
    next_place: int = 1
    people: dict[int, Presence] = field(default_factory=dict)
    engaged: dict[int, int] = field(default_factory=dict)
    waiting: list[Waiting] = field(default_factory=list)
    uncovered_since: str | None = None
    looks_at: str | None = None
    """The next opening, at which the floor is looked at; None while nobody has come for long."""
    seen_on: date | None = None
    """The last day on which somebody signed in."""
    unconfirmed: dict[int, str] = field(default_factory=dict)
    """Until when the receiver of a reception has to take it up, where the house asks for that."""
    left_over: list[int] = field(default_factory=list)
    """Receptions of earlier days that are still open; they keep nobody busy from the next opening on."""
    left_over_until: str | None = None
    changes: list[PlaceChange] = field(default_factory=list)

    def queue(self, channel: str) -> list[int]:
        """Return everybody's order in the queue, busy and away included."""
        return sorted(self.people, key=lambda staff: self.people[staff].places[channel])

    def is_free(self, staff: int) -> bool:
        """Tell whether the person is signed in, not away and in no reception."""
        person = self.people.get(staff)
        return person is not None and not person.is_away and staff not in self.engaged

    def anybody_free(self) -> bool:
        """Tell whether at least one person could receive now."""
        return any(self.is_free(staff) for staff in self.people)

    def present(self) -> list[int]:
        """Return who is signed in and not away, busy or not (7.1.12)."""
        return [staff for staff, person in self.people.items() if not person.is_away]

    def sign_in(self, staff: int, code: str, since: str, *, until: str | None = None) -> int:
        """Append a person to the tail of both queues; return the position, 1 being next."""
        place = self._new_place()
        self.people[staff] = Presence(code, since, dict.fromkeys(CHANNELS, place), until=until)
        self.seen_on = self.day
        for channel in CHANNELS:
            self.changes.append(PlaceChange(staff, channel, None, place, Why.SIGNED_IN))
        return len(self.people)

    def come_back(self, staff: int, code: str, since: str, places: Mapping[str, int]) -> int:
        """Put a person back who signed out by a wrong tap, at the places held before."""
        self.people[staff] = Presence(code, since, dict(places))
        for channel, place in places.items():
            self.changes.append(PlaceChange(staff, channel, None, place, Why.CAME_BACK))
        return self.queue(VISIT).index(staff) + 1

    def sign_out(self, staff: int, why: str = Why.SIGNED_OUT) -> None:
        """Take a person out of both queues."""
        person = self.people.pop(staff)
        for channel in CHANNELS:
            self.changes.append(PlaceChange(staff, channel, person.places[channel], None, why))

    def _new_place(self) -> int:
        place = self.next_place
        self.next_place += 1
        return place

    def to_tail(self, staff: int, channel: str, why: str) -> int:
        """Move a person to the tail of a queue; return the place held before."""
        person = self.people[staff]
        before = person.places[channel]
        person.places[channel] = self._new_place()
        self.changes.append(PlaceChange(staff, channel, before, person.places[channel], why))
        return before

    def keep_place(self, staff: int, channel: str, why: str) -> None:
        """Note a decision about a person that moves nobody."""
        place = self.people[staff].places[channel]
        self.changes.append(PlaceChange(staff, channel, place, place, why))

    def as_of(self, at: datetime) -> Floor:
        """Return the floor as it stands at a moment, to read: days and loans that are over are left out."""
        is_free_again = self.left_over_until is not None and self.left_over_until <= moment(at)
        held = () if not is_free_again else self.left_over
        engaged = {staff: one for staff, one in self.engaged.items() if one not in held}
        if self.day < day_of(at):
            return Floor(day=day_of(at), engaged=engaged)
        here = {
            staff: person
            for staff, person in self.people.items()
            if person.until is None or person.until > moment(at)
        }
        return replace(self, people=here, engaged=engaged)

    def begin_day(self, day: date) -> None:
        """Begin a new day: nobody is signed in yet, and places are numbered from 1 again."""
        self.day, self.next_place = day, 1

    def give_back(self, staff: int, channel: str, place: int, why: str) -> bool:
        """Give an old place back, unless the person signed in anew since."""
        person = self.people.get(staff)
        if person is None or person.places[channel] < place or self._is_taken(channel, place):
            return False
        before = person.places[channel]
        person.places[channel] = place
        self.changes.append(PlaceChange(staff, channel, before, place, why))
        return True

    def _is_taken(self, channel: str, place: int) -> bool:
        return any(person.places[channel] == place for person in self.people.values())


def assign(
    floor: Floor,
    *,
    channel: str,
    follower: int | None,
    absent_to_tail: bool = True,
    barred: frozenset[int] = frozenset(),
    without_turn: frozenset[int] = frozenset(),
) -> Assignment:
    """Name who receives a customer now, and move the queue as the turn costs.

    A customer with a standing claim goes to the follower when free (`own`), else to the first
    free person (`courtesy`); neither touches the queue (3.2.4.1, 3.2.4.5). Anyone else goes to
    the first free person by `turn`, who moves to the tail; the person who is passed over without
    leave goes to the tail first, those busy or excused keep the place (3.2.1.2).
    Nobody free: the customer is `waiting`. `barred` are passed over and keep their places,
    as are those `without_turn` where it is a turn.
    """
    if follower is not None and floor.is_free(follower):
        return Assignment("own", follower)
    absent: list[int] = []
    for staff in floor.queue(channel):
        person = floor.people[staff]
        if floor.is_free(staff) and staff not in barred:
            if follower is not None:
                return Assignment("courtesy", staff)
            if staff in without_turn:
                continue
            if absent_to_tail:
                for absentee in absent:
                    floor.to_tail(absentee, channel, Why.PASSED_OVER_ABSENT)
            return Assignment("turn", staff, floor.to_tail(staff, channel, Why.TURN))
        if person.is_absent:
            absent.append(staff)
    return Assignment("waiting")


def next_served(
    floor: Floor,
    followers: Mapping[int, int | None],
    receive: Callable[[Waiting], Assignment],
) -> tuple[Waiting, Assignment] | None:
    """Serve one waiting customer, if anyone is free for one (see `assign` for the rest).

    First a customer whose follower is free, longest waiting first; else the longest waiting
    over both channels.
    """
    if not floor.waiting or not floor.anybody_free():
        return None
    waiting = sorted(floor.waiting, key=lambda one: (one.since, one.reception))
    for one in waiting:
        follower = followers.get(one.reception)
        if follower is not None and floor.is_free(follower):
            return one, receive(one)
    for one in waiting:
        assignment = receive(one)
        if assignment.receiver is not None:
            return one, assignment
    return None


def moment(at: datetime) -> str:
    """Return a moment as the state holds it, so that texts compare as moments do."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def to_json(floor: Floor) -> dict[str, Any]:
    """Return the state as plain JSON values."""
    return {
        "day": floor.day.isoformat(),
        "next_place": floor.next_place,
        "people": {
            str(staff): [p.code, p.since, p.places, p.away_since, p.excused_by, p.until]
            for staff, p in floor.people.items()
        },
        "engaged": {str(staff): reception for staff, reception in floor.engaged.items()},
        "waiting": [[w.reception, w.channel, w.since] for w in floor.waiting],
        "uncovered_since": floor.uncovered_since,
        "looks_at": floor.looks_at,
        "seen_on": floor.seen_on.isoformat() if floor.seen_on else None,
        "unconfirmed": {str(one): until for one, until in floor.unconfirmed.items()},
        "left_over": floor.left_over,
        "left_over_until": floor.left_over_until,
    }


def from_json(state: Mapping[str, Any]) -> Floor:
    """Return the state from plain JSON values."""
    return Floor(
        day=date.fromisoformat(state["day"]),
        next_place=state["next_place"],
        people={int(staff): Presence(*row) for staff, row in state["people"].items()},
        engaged={int(staff): reception for staff, reception in state["engaged"].items()},
        waiting=[Waiting(*row) for row in state["waiting"]],
        uncovered_since=state["uncovered_since"],
        looks_at=state.get("looks_at"),
        seen_on=date.fromisoformat(seen) if (seen := state.get("seen_on")) else None,
        unconfirmed={int(one): until for one, until in state.get("unconfirmed", {}).items()},
        left_over=state.get("left_over", []),
        left_over_until=state.get("left_over_until"),
    )


def codes_in_order(floor: Floor, staff: Iterable[int]) -> list[str]:
    """Return the codes of those people, in the order given."""
    return [floor.people[one].code for one in staff]
