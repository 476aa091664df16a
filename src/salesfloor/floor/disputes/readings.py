"""What each reading of the record would give: eight ways of saying whose customer it is (3.5.1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from salesfloor.base.divided import ALL, in_equal_parts
from salesfloor.floor.customers import api as customers
from salesfloor.floor.disputes.attempts import attempts_owner
from salesfloor.floor.disputes.choices import Reading, What
from salesfloor.floor.disputes.facts import counted_as_one, facts_of
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from salesfloor.floor.customers.api import ClaimFacts
    from salesfloor.floor.disputes.facts import Fact
    from salesfloor.floor.disputes.models import Dispute


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one reading gives: the owner, and shares in hundredths."""

    owner_id: int | None
    shares: Mapping[int, int] = field(default_factory=dict)


def readings_of(row: Dispute, parties: Sequence[int], at: datetime) -> dict[Reading, Outcome]:
    """Return all readings of a case, over all phones counted as one with the customer's."""
    policy = rulebook.policies(row.site_id, at)
    counted = customers.counted_relations(policy["household.relations"])
    phones: set[str] = set()
    for phone in (row.phone, *row.others):
        phones |= counted_as_one(row.site_id, phone, counted)
    facts = [fact for fact in facts_of(row.site_id, phones) if fact.at <= at]
    household = customers.household(row.site_id, row.phone, policy)
    by_rule = household.deciding(at)
    own = [claim for claim in household.claims if claim.link == customers.OWN]
    alone = customers.deciding(own, at)
    owner = by_rule.owner_id if by_rule else None
    return {
        Reading.BY_RULE: _by_rule(by_rule),
        Reading.FIRST_PHONE: _whole(_first(facts, What.CLAIM)),
        Reading.FIRST_VISIT: _whole(_first(facts, What.VISIT)),
        Reading.LAST_VISIT: _whole(_first(facts[::-1], What.VISIT)),
        Reading.LAST_CONTACT: _whole(_first([one for one in facts[::-1] if one.reached])),
        Reading.OWN_PHONE_ONLY: _whole(alone.owner_id if alone else None),
        Reading.ATTEMPTS_COUNT: _whole(attempts_owner(row.site_id, facts, at)),
        Reading.HALVES: Outcome(None, in_equal_parts(list(parties), owner)),
    }


def _by_rule(claim: ClaimFacts | None) -> Outcome:
    if claim is None:
        return Outcome(None)
    shares = customers.shares_of_claim(claim.id)
    return Outcome(claim.owner_id, shares or {claim.owner_id: ALL})


def _whole(owner_id: int | None) -> Outcome:
    return Outcome(owner_id, {} if owner_id is None else {owner_id: ALL})


def _first(facts: Sequence[Fact], what: What | None = None) -> int | None:
    return next((one.staff_id for one in facts if what is None or one.what is what), None)
