"""Who received a customer as a courtesy on a day (3.2.4.1, 3.2.4.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import end_of, start_of
from salesfloor.base.sql import fetch_one, text_array

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_LAST: Final = """
    SELECT receiver_id FROM reception_reception
    WHERE site_id = %s AND phone = ANY(%s::text[]) AND basis = 'courtesy' AND assigned_at >= %s
        AND assigned_at < %s AND struck_at IS NULL AND receiver_id IS NOT NULL
    ORDER BY assigned_at DESC, id DESC LIMIT 1
"""


def courtesy_on(site_id: int, phones: Iterable[str], day: date) -> int | None:
    """Return who last received one of these phones as a courtesy on a day, or None."""
    row = fetch_one(_LAST, (site_id, text_array(phones), start_of(day), end_of(day)))
    return row[0] if row else None
