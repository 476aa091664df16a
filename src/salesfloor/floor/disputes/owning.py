"""Who owns a disputed customer by the shares that were agreed or decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.floor.customers import api as customers
from salesfloor.floor.disputes import rules
from salesfloor.floor.disputes.facts import related_phones, tied_since
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from salesfloor.floor.disputes.models import Dispute


def owner_by_shares(row: Dispute, shares: Mapping[int, int], at: datetime) -> int:
    """Return who owns the customer of a case by those shares (3.5.1)."""
    policy = rulebook.policies(row.site_id, at)
    claim = customers.household(row.site_id, row.phone, policy).deciding(at)
    phones = {
        one for phone in (row.phone, *row.others) for one in related_phones(row.site_id, phone)
    }
    since = tied_since(row.site_id, phones)
    codes = people.codes_of(list(shares))
    return rules.owner_by(shares, claim.owner_id if claim else None, since, codes)
