"""A customer's grade: that of the latest reception that gave one, or of a later word (9.3.2.5)."""

from __future__ import annotations

from typing import Final

from salesfloor.base.sql import fetch_one

LATEST: Final = """
    SELECT given.grade FROM (
        SELECT r.grade, r.ended_at AS at, 0 AS word, r.id FROM reception_reception r
        WHERE r.customer_id = {customer} AND r.grade <> '' AND r.ended_at IS NOT NULL
            AND r.struck_at IS NULL
        UNION ALL
        SELECT g.grade, g.at, 1, g.id FROM customers_regrade g WHERE g.customer_id = {customer}
    ) AS given ORDER BY given.at DESC, given.word DESC, given.id DESC LIMIT 1
"""
_OF_A_PHONE: Final = LATEST.format(
    customer="(SELECT id FROM customers_customer WHERE site_id = %(site)s AND phone = %(phone)s)"
)


def grade_of(site_id: int, phone: str) -> str:
    """Return the grade of the customer of that phone; empty where none was given."""
    row = fetch_one(_OF_A_PHONE, {"site": site_id, "phone": phone})
    return str(row[0]) if row else ""
