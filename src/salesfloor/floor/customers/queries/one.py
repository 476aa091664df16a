"""Who is counted as one customer with whom, by phones (3.5.0, 3.5.2, 3.5.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.floor.customers import rules
from salesfloor.floor.customers.queries.late import kin_of

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.kernel.rulebook import api as rulebook


def counted_as_one(
    site_id: int, phone: str, policy: rulebook.Policies, at: datetime
) -> frozenset[str]:
    """Return the phones of the people counted as one customer with the phone's, itself included."""
    counted = rules.counted_relations(policy["household.relations"])
    linked = {other for other, link in kin_of(site_id, phone, at) if link in counted}
    return frozenset({phone, *linked})
