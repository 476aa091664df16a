"""What following up adds up to, per person: contacts, kept in time, lapses, courtesies received."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import end_of, start_of
from salesfloor.base.sql import fetch_all

if TYPE_CHECKING:
    from datetime import date

# A plan is kept where the same person contacted the customer again by the end of the planned day.
_FIGURES: Final = """
    WITH contacts AS (
        SELECT f.staff_id, count(*) AS made, count(*) FILTER (WHERE f.reached) AS reached
        FROM customers_followup f JOIN customers_customer u ON u.id = f.customer_id
        WHERE u.site_id = %(site)s AND f.at >= %(from)s AND f.at < %(until)s AND f.struck_at IS NULL
        GROUP BY f.staff_id
    ), plans AS (
        SELECT f.staff_id, count(*) AS planned, count(*) FILTER (WHERE EXISTS (
            SELECT FROM customers_followup n
            WHERE n.customer_id = f.customer_id AND n.staff_id = f.staff_id AND n.struck_at IS NULL
                AND n.at > f.at AND (n.at AT TIME ZONE 'Asia/Shanghai')::date <= f.next_on)) AS kept
        FROM customers_followup f JOIN customers_customer u ON u.id = f.customer_id
        WHERE u.site_id = %(site)s AND f.next_on >= %(from_on)s AND f.next_on <= %(to_on)s
            AND f.next_on < %(today)s AND f.struck_at IS NULL
        GROUP BY f.staff_id
    ), claims AS (
        SELECT c.owner_id AS staff_id, count(*) FILTER (WHERE e.kind = 'LAPSED') AS lapses,
            count(*) FILTER (WHERE e.kind = 'COURTESY') AS courtesies
        FROM customers_claimevent e JOIN customers_claim c ON c.id = e.claim_id
        WHERE c.site_id = %(site)s AND e.at >= %(from)s AND e.at < %(until)s
            AND e.kind IN ('LAPSED', 'COURTESY')
        GROUP BY c.owner_id
    )
    SELECT staff_id, coalesce(made, 0), coalesce(reached, 0), coalesce(planned, 0),
        coalesce(kept, 0), coalesce(lapses, 0), coalesce(courtesies, 0)
    FROM contacts FULL JOIN plans USING (staff_id) FULL JOIN claims USING (staff_id)
"""

_BY_WEEK: Final = """
    SELECT f.staff_id, date_trunc('week', f.next_on)::date, count(*), count(*) FILTER (WHERE EXISTS (
        SELECT FROM customers_followup n
        WHERE n.customer_id = f.customer_id AND n.staff_id = f.staff_id AND n.struck_at IS NULL
            AND n.at > f.at AND (n.at AT TIME ZONE 'Asia/Shanghai')::date <= f.next_on))
    FROM customers_followup f JOIN customers_customer u ON u.id = f.customer_id
    WHERE u.site_id = %(site)s AND f.next_on >= %(from_on)s AND f.next_on <= %(to_on)s
        AND f.next_on < %(today)s AND f.struck_at IS NULL
    GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class ContactFigures:
    """One person's work on the own customers in a period."""

    made: int = 0
    reached: int = 0
    planned: int = 0
    kept: int = 0
    lapses: int = 0
    courtesies: int = 0
    """Receptions of the own customers by colleagues."""


def contact_figures(
    site_id: int, from_on: date, to_on: date, today: date
) -> dict[int, ContactFigures]:
    """Return per person contacts made, plans kept in time, claims lapsed, courtesies received."""
    asked = {
        "site": site_id,
        "from": start_of(from_on),
        "until": end_of(to_on),
        "from_on": from_on,
        "to_on": to_on,
        "today": today,
    }
    return {row[0]: ContactFigures(*row[1:]) for row in fetch_all(_FIGURES, asked)}


def contacts_by_week(
    site_id: int, from_on: date, to_on: date, today: date
) -> dict[tuple[int, date], tuple[int, int]]:
    """Return per person and week (its Monday) the contacts planned, and those made by their day."""
    asked = {"site": site_id, "from_on": from_on, "to_on": to_on, "today": today}
    rows = fetch_all(_BY_WEEK, asked)
    return {(staff_id, monday): (planned, kept) for staff_id, monday, planned, kept in rows}
