"""Claims worked out in memory, by the rules that live commands go by, over facts in their order.

For what happened elsewhere or would have been: old registers that come in, other policies over the site's own
past. Nothing here knows a table.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from salesfloor.floor.customers import rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from salesfloor.floor.customers.rules import ClaimFacts

    PolicyOf = Callable[[datetime], Mapping[str, Any]]
    HouseOf = Callable[[datetime], rules.House]
    """By which days a site reckoned at a moment."""
    LinksOf = Callable[[str, datetime], Iterable[str]]
    """Which other phones count as one with a phone at a moment."""

_NEW: Final = 10**15
"""Numbers of claims that are in no table yet begin here: older ones go first."""


class Event(NamedTuple):
    """What happened to a claim: what, when, by whom, in which fact, and how the claim stood before."""

    kind: str
    at: datetime
    staff_id: int
    cause: int
    kind_before: str = ""
    lapses_before: datetime | None = None


@dataclass(slots=True)
class Held:
    """A claim in memory."""

    id: int
    phone: str
    owner_id: int
    kind: str
    made_at: datetime
    lapses_at: datetime
    cause: int = 0
    end: str = ""
    events: tuple[Event, ...] = ()
    """What happened to it after it was founded."""

    @property
    def is_new(self) -> bool:
        """Tell whether it is in no table yet."""
        return self.id >= _NEW

    def stands(self, at: datetime) -> bool:
        """Tell whether it has not lapsed at that moment."""
        return self.lapses_at > at

    def took_effect(self, at: datetime) -> bool:
        """Tell whether it was founded by then."""
        return self.made_at <= at


def _no_links(_phone: str, _at: datetime) -> tuple[str, ...]:
    return ()


class Ledger:
    """All claims of a site as facts make them, one after another."""

    def __init__(
        self, policy_of: PolicyOf, house_of: HouseOf, links_of: LinksOf = _no_links
    ) -> None:
        self.policy_of = policy_of
        self.house_of = house_of
        self.links_of = links_of
        self.by_phone: defaultdict[str, list[Held]] = defaultdict(list)
        self._next = _NEW

    def take(self, held: Held) -> None:
        """Take a claim in that is known already."""
        self.by_phone[held.phone].append(held)

    def all(self) -> Iterator[Held]:
        """Yield every claim, those of a phone in the order in which they were founded."""
        for held in self.by_phone.values():
            yield from held

    def deciding(self, phone: str, at: datetime) -> Held | None:
        """Return the claim that says whose customer a phone is at a moment (3.5.0, 3.5.2, 3.5.3)."""
        return cast("Held | None", rules.deciding(self._counted(phone, at), at))

    def latest(self, phone: str) -> Held | None:
        """Return the claim on a phone that was founded last."""
        held = self.by_phone.get(phone)
        return held[-1] if held else None

    def found(
        self, phone: str, *, owner_id: int, kind: str, at: datetime, cause: int = 0
    ) -> Held | None:
        """Give a phone an owner; a claim that was founded since is taken from nobody (3.5.0)."""
        if any(held.made_at > at for held in self.by_phone.get(phone, ())):
            return None
        lapses_at = rules.lapse_instant(kind, at, at, self.policy_of(at), self.house_of(at))
        held = Held(self._next, phone, owner_id, kind, at, lapses_at, cause)
        self._next += 1
        self.by_phone[phone].append(held)
        return held

    def count_visit(self, phone: str, *, staff_id: int, at: datetime, cause: int = 0) -> None:
        """Let a visit count for the deciding owner's claims; call claims become visit claims."""
        for held in self._kept_alive(phone, at):
            self._move(held, "VISITED", at, staff_id, cause)

    def count_follow_up(self, phone: str, *, staff_id: int, at: datetime) -> None:
        """Let a follow-up that counts move the owner's visit claims (3.3.2.1)."""
        for held in self._kept_alive(phone, at):
            if held.kind == "visit":
                self._move(held, "FOLLOWED_UP", at, staff_id, 0)

    def note_courtesy(self, held: Held, *, staff_id: int, at: datetime, cause: int) -> None:
        """Remember that a colleague received the customer as a courtesy (3.2.4.1)."""
        held.events += (Event("COURTESY", at, staff_id, cause),)

    def pass_on(self, phone: str, *, to: int, at: datetime) -> None:
        """Pass the standing claim on a phone to another person, with its dates."""
        for held in self.by_phone.get(phone, ()):
            if held.took_effect(at) and held.stands(at):
                held.owner_id = to

    def withdraw(self, phone: str, *, at: datetime) -> None:
        """End the standing claim on a phone by a decision."""
        for held in self.by_phone.get(phone, ()):
            if held.took_effect(at) and held.stands(at):
                held.lapses_at = at

    def bind(self, phone: str, *, at: datetime) -> Held | None:
        """Let the deciding claim last as long as a deal, where the policy says so; return it (3.3.2.1)."""
        held = self.deciding(phone, at)
        if held is None or not self.policy_of(at)["claim.bound_by_deal"]:
            return None
        held.kind, held.lapses_at = "visit", rules.BOUND_UNTIL
        return held

    def set_free(self, held: Held, *, at: datetime) -> None:
        """Let a bound claim go on as after a visit of that moment, once no deal binds it any more."""
        if rules.is_bound(held.lapses_at):
            policy, house = self.policy_of(at), self.house_of(at)
            held.lapses_at = rules.lapse_instant("visit", at, held.made_at, policy, house)

    def rename(self, numbers: Mapping[int, int]) -> None:
        """Give people their numbers in the table, once they are there."""
        for held in self.all():
            held.owner_id = numbers.get(held.owner_id, held.owner_id)
            held.events = tuple(
                event._replace(staff_id=numbers.get(event.staff_id, event.staff_id))
                for event in held.events
            )

    def _counted(self, phone: str, at: datetime) -> list[ClaimFacts]:
        phones = (phone, *self.links_of(phone, at))
        held = [
            one
            for other in dict.fromkeys(phones)
            for one in self.by_phone.get(other, ())
            if one.took_effect(at)
        ]
        return cast("list[ClaimFacts]", held)

    def _kept_alive(self, phone: str, at: datetime) -> list[Held]:
        return cast("list[Held]", rules.kept_alive(self._counted(phone, at), at))

    def _move(self, held: Held, kind: str, at: datetime, staff_id: int, cause: int) -> None:
        lapses_at = rules.moved_to(
            "visit",
            at,
            kind_before=held.kind,
            lapses_before=held.lapses_at,
            made_at=held.made_at,
            policy=self.policy_of(at),
            house=self.house_of(at),
        )
        held.events += (Event(kind, at, staff_id, cause, held.kind, held.lapses_at),)
        held.kind, held.lapses_at = "visit", lapses_at
