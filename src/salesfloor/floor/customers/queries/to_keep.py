"""The customers of an owner with their contacts so far: whom to keep by a contact."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final, NamedTuple

from salesfloor.base.sql import fetch_all
from salesfloor.floor.customers.queries.contact import KEPT_FREE
from salesfloor.floor.customers.queries.grades import latest_grade

_TO_KEEP: Final = """
    SELECT c.phone, u.id, u.name, c.kind, c.made_at, c.lapses_at,
        ({grade}),
        (SELECT f.next_on FROM customers_followup f
            WHERE f.customer_id = u.id AND f.struck_at IS NULL AND f.next_on IS NOT NULL
                AND f.at BETWEEN c.made_at AND %(at)s ORDER BY f.at DESC, f.id DESC LIMIT 1),
        ARRAY(SELECT f.method FROM customers_followup f
            WHERE f.customer_id = u.id AND f.staff_id = c.owner_id AND f.struck_at IS NULL
            ORDER BY f.at DESC, f.id DESC LIMIT 2),
        (SELECT json_build_array(f.at, f.method, f.reached, f.next_step) FROM customers_followup f
            WHERE f.customer_id = u.id AND f.staff_id = c.owner_id AND f.struck_at IS NULL
                AND f.at <= %(at)s ORDER BY f.at DESC, f.id DESC LIMIT 1),
        ({kept_free}),
        EXISTS (SELECT FROM customers_relation r WHERE r.site_id = c.site_id
            AND r.phone = c.phone AND r.ended_at IS NULL)
    FROM customers_claim c
    JOIN customers_customer u ON u.site_id = c.site_id AND u.phone = c.phone
    WHERE c.site_id = %(site)s AND c.owner_id = %(owner)s AND c.ended_at IS NULL
        AND c.lapses_at > %(at)s
"""


class ToKeep(NamedTuple):
    """One customer of an owner, with what the next contact is chosen by."""

    phone: str
    customer_id: int
    name: str
    kind: str
    made_at: datetime
    lapses_at: datetime
    grade: str | None
    next_on: date | None
    used_last: list[str]
    last: list[Any] | None
    """The last contact: when, how, whether it reached the customer, the next step."""
    bans: str | None
    has_kin: bool


def to_keep(site_id: int, owner_id: int, at: datetime) -> list[ToKeep]:
    """Return the customers of an owner whose claims stand, in one statement."""
    statement = _TO_KEEP.format(
        grade=latest_grade("u.id"), kept_free=KEPT_FREE.format(customer="u.id")
    )
    rows = fetch_all(statement, {"site": site_id, "owner": owner_id, "at": at})
    return [ToKeep(*row) for row in rows]
