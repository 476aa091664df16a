"""What the receptions of a customer say, and the figures of a site's day, for modules above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from salesfloor.base.sql import fetch_one

if TYPE_CHECKING:
    from datetime import datetime

# The first registration says how a customer came; a struck one says nothing.
_SAID: Final = """
    SELECT coalesce(bool_or(r.channel = 'visit'), false),
        coalesce(bool_or(r.outcome = 'negotiated'), false),
        coalesce(bool_or(r.need <> ''), false),
        coalesce(bool_or(EXISTS (
            SELECT FROM jsonb_array_elements(r.party) one WHERE one ->> 'role' = 'decision_maker'
        )), false),
        (array_agg(r.channel ORDER BY r.registered_at, r.id))[1],
        min(r.registered_at)
    FROM reception_reception r
    WHERE r.customer_id = (SELECT id FROM customers_customer WHERE site_id = %s AND phone = %s)
        AND r.struck_at IS NULL
"""
DAY_FIGURES: Final = """
    SELECT count(*) FILTER (WHERE channel = 'visit') AS visits,
        count(*) FILTER (WHERE channel = 'call') AS calls,
        count(*) FILTER (WHERE is_buyer) AS buyers,
        count(*) FILTER (WHERE is_buyer AND phone <> '') AS phones,
        count(*) FILTER (WHERE outcome = 'deal') AS deals,
        count(*) FILTER (WHERE channel = 'visit' AND assigned_at IS NOT NULL) AS greeted,
        count(*) FILTER (WHERE channel = 'visit'
            AND assigned_at - arrived_at <= %(greet)s * interval '1 second') AS in_time
    FROM reception_reception r WHERE r.site_id = s.id AND r.struck_at IS NULL
        AND r.registered_at >= %(start)s AND r.registered_at <= %(at)s
"""
"""One row of a site `s`, from `start` to `at`: part of a statement that reads many sites at once."""
FLOOR_STATE: Final = "SELECT f.state FROM reception_floor f WHERE f.site_id = s.id"
"""The rotation of a site `s` as it is kept: likewise a part."""


class SaidInReceptions(NamedTuple):
    """What all receptions of a customer say together."""

    visited: bool
    negotiated: bool
    told_need: bool
    decider_came: bool
    first_channel: str | None
    first_at: datetime | None


def said_in_receptions(site_id: int, phone: str) -> SaidInReceptions:
    """Return what the receptions of a customer say; nothing where there was none."""
    row = fetch_one(_SAID, (site_id, phone)) or (False, False, False, False, None, None)
    return SaidInReceptions(*row)
