"""What must be known before a customer is contacted, in one trip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import orjson

from salesfloor.base.sql import Asked
from salesfloor.floor.customers.contacting import KeptFree
from salesfloor.floor.customers.queries.grades import latest_grade

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT_FREE: Final = """
    SELECT jsonb_agg(jsonb_build_array(b.weekdays, b.from_on, b.until_on, b.is_all))::text
    FROM customers_contactban b WHERE b.customer_id = {customer} AND b.ended_at IS NULL
"""


@cache
def _facts() -> str:
    return _FACTS.format(
        grade=latest_grade("%(customer)s"), kept_free=KEPT_FREE.format(customer="%(customer)s")
    )


_FACTS: Final = """
    SELECT
        EXISTS (SELECT FROM customers_threadnote t
            WHERE t.customer_id = %(customer)s AND t.staff_id <> %(me)s AND t.id > coalesce((
                SELECT r.up_to FROM customers_threadread r
                WHERE r.customer_id = %(customer)s AND r.staff_id = %(me)s), 0)),
        ({grade}),
        (SELECT max(f.at) FROM customers_followup f WHERE f.customer_id = %(customer)s
            AND f.staff_id = %(me)s AND f.reached AND f.struck_at IS NULL AND f.at <= %(at)s),
        ARRAY(SELECT f.method FROM customers_followup f WHERE f.customer_id = %(customer)s
            AND f.staff_id = %(me)s AND f.struck_at IS NULL ORDER BY f.at DESC, f.id DESC LIMIT 2),
        ({kept_free})
"""

_BUYING: Final[list[Callable[[int, str], bool]]] = []


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """The thread, the grade, the last contacts and the days kept free, as one follower sees them."""

    has_unread: bool
    grade: str
    reached_at: datetime | None
    used_last: tuple[str, ...]
    free: KeptFree


class ContactAsked:
    """The facts of a contact on their way; what else is asked goes in the same trip."""

    def __init__(self, customer_id: int, staff_id: int, at: datetime) -> None:
        self._asked = Asked(_facts(), {"customer": customer_id, "me": staff_id, "at": at})

    def facts(self) -> ContactFacts:
        """Return the facts."""
        unread, grade, reached_at, used, bans = self._asked.row() or (False, None, None, [], None)
        return ContactFacts(unread, grade or "", reached_at, tuple(used), kept_free(bans))


def kept_free(bans: str | None) -> KeptFree:
    """Return the days that bans keep free, as `KEPT_FREE` tells them."""
    weekdays: set[str] = set()
    spans: list[tuple[date, date]] = []
    is_all = False
    for days, first, last, everything in orjson.loads(bans) if bans else ():
        weekdays |= set(days)
        is_all = is_all or everything
        if first and last:
            spans.append((date.fromisoformat(first), date.fromisoformat(last)))
    return KeptFree(frozenset(weekdays), tuple(spans), is_all)


def tells_buying(told: Callable[[int, str], bool]) -> Callable[[int, str], bool]:
    """Let an upper module say of site and phone whether the customer has an open deal."""
    _BUYING.append(told)
    return told


def is_buying(site_id: int, phone: str) -> bool:
    """Tell whether the customer has an open deal: a visit belongs to it, kept free or not."""
    return any(told(site_id, phone) for told in _BUYING)


def days_between(policy: Any, grade: str) -> list[int]:  # noqa: ANN401 - the site's policies
    """Return the fewest and the most days between two contacts, tighter for grade A (9.6.1.2)."""
    days = policy["follow.suggest_days_a"] if grade == "A" else policy["follow.suggest_days"]
    return [int(number) for number in days] or [1]
