"""What receptions tell of one customer: to the module of customers, which keeps none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.sql import fetch_all
from salesfloor.floor.customers import api as customers

if TYPE_CHECKING:
    from salesfloor.base.sql import Row

_GRADES: Final = """
    SELECT r.grade, r.ended_at AS at, 0 AS word, r.id FROM reception_reception r
    WHERE r.customer_id = {customer} AND r.grade <> '' AND r.ended_at IS NOT NULL
        AND r.struck_at IS NULL
"""
_STORY: Final = """
    SELECT r.registered_at, r.channel, r.basis, r.outcome, r.grade, r.need, r.problem, r.reason,
        s.name, r.ref, r.register_no, r.ended_at IS NULL, r.area, r.medium
    FROM reception_reception r LEFT JOIN people_staff s ON s.id = r.receiver_id
    WHERE r.customer_id = %s AND r.struck_at IS NULL ORDER BY r.registered_at DESC LIMIT 30
"""


def _story(customer_id: int) -> list[Row]:
    return fetch_all(_STORY, (customer_id,))


customers.tells_received(customers.Received(_GRADES, _story))
