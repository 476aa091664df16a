"""A customer's grade: that of the latest reception that gave one, or of a later word (9.3.2.5)."""

from __future__ import annotations

from functools import cache
from typing import Final

from salesfloor.base.sql import fetch_one
from salesfloor.floor.customers.queries.received import received

_LATEST: Final = """
    SELECT given.grade FROM (
        {received}
        UNION ALL
        SELECT g.grade, g.at, 1, g.id FROM customers_regrade g WHERE g.customer_id = {customer}
    ) AS given ORDER BY given.at DESC, given.word DESC, given.id DESC LIMIT 1
"""
_OF_A_PHONE: Final = (
    "(SELECT id FROM customers_customer WHERE site_id = %(site)s AND phone = %(phone)s)"
)


@cache
def latest_grade(customer: str) -> str:
    """Return the statement of the grade that a customer, named by an expression, was given last."""
    told = received().grades.format(customer=customer)
    return _LATEST.format(received=told, customer=customer)


def grade_of(site_id: int, phone: str) -> str:
    """Return the grade of the customer of that phone; empty where none was given."""
    row = fetch_one(latest_grade(_OF_A_PHONE), {"site": site_id, "phone": phone})
    return str(row[0]) if row else ""
