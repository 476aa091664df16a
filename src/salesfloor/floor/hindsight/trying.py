"""Working a site's claims out over its own facts, under its own policies or others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from salesfloor.base.china_time import day_of
from salesfloor.floor.customers import api as customers
from salesfloor.floor.hindsight import facts
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from salesfloor.floor.customers.api import Held, Ledger
    from salesfloor.floor.hindsight.facts import Fact

TOLD_EVERY = 500


class PoliciesTried:
    """The site's policies of each moment, some of them replaced by what is tried."""

    def __init__(self, site_id: int, tried: Mapping[str, Any]) -> None:
        self.site_id = site_id
        self.tried = tried
        self._by_day: dict[date, Mapping[str, Any]] = {}

    def __call__(self, at: datetime) -> Mapping[str, Any]:
        """Return the values at a moment."""
        day = day_of(at)
        if day not in self._by_day:
            self._by_day[day] = {**rulebook.policies(self.site_id, at), **self.tried}
        return self._by_day[day]


def work_out(
    site_id: int,
    happened: Sequence[Fact],
    *,
    tried: Mapping[str, Any],
    at: datetime,
    heard: Callable[[int], None],
) -> Ledger:
    """Return the claims that the facts make under the policies tried; the rotation is not run anew.

    The receiver of that time stays the receiver: where no claim stands, the reception founds one for them.
    """
    policy_of = PoliciesTried(site_id, tried)
    counted = customers.counted_relations(policy_of(at)["household.relations"])
    ledger = customers.Ledger(
        policy_of, lambda moment: customers.house_of(site_id, moment), facts.Links(site_id, counted)
    )
    bound: dict[int, Held] = {}
    for count, fact in enumerate(happened, start=1):
        if fact.what in {facts.BOUND, facts.FREED}:
            _deal(ledger, fact, bound)
        else:
            _happen(ledger, fact)
        if count % TOLD_EVERY == 0:
            heard(count)
    return ledger


def _happen(ledger: Ledger, fact: Fact) -> None:
    claim = ledger.deciding(fact.phone, fact.at)
    if fact.what in {facts.RECEIVED, facts.REFERRED}:
        _came(ledger, fact, is_new=claim is None)
    elif fact.what == facts.GIVEN:
        if claim is None:
            ledger.found(fact.phone, owner_id=fact.staff_id, kind=fact.channel, at=fact.at)
    elif claim is None:
        return
    elif fact.what == facts.PASSED_ON:
        ledger.pass_on(fact.phone, to=fact.staff_id, at=fact.at)
    elif fact.what == facts.WITHDRAWN:
        ledger.withdraw(fact.phone, at=fact.at)
    elif claim.owner_id == fact.staff_id:
        must_reach = ledger.policy_of(fact.at)["follow_up.must_reach"]
        if fact.reached or not must_reach:
            ledger.count_follow_up(fact.phone, staff_id=fact.staff_id, at=fact.at)


def _deal(ledger: Ledger, fact: Fact, bound: dict[int, Held]) -> None:
    """Let a deal bind the customer's claim; when the last one of the claim ends, it goes on by itself."""
    if fact.what == facts.BOUND:
        held = ledger.bind(fact.phone, at=fact.at)
        if held is not None:
            bound[fact.number] = held
        return
    held = bound.pop(fact.number, None)
    if held is not None and all(held is not other for other in bound.values()):
        ledger.set_free(held, at=fact.at)


def _came(ledger: Ledger, fact: Fact, *, is_new: bool) -> None:
    """Let a reception or a referral found a claim, or a visit count for the one that stands."""
    if is_new:
        kind = fact.channel or "referral"
        cause = fact.number if fact.channel else 0
        ledger.found(fact.phone, owner_id=fact.staff_id, kind=kind, at=fact.at, cause=cause)
    elif fact.channel == "visit":
        ledger.count_visit(fact.phone, staff_id=fact.staff_id, at=fact.at, cause=fact.number)
