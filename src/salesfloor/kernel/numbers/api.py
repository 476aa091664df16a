"""Numbers of things at a site: 1, 2, 3, without gaps (a task, a finding, a conduct record).

The counter's row stays locked to the end of the transaction, so a refused command uses up no number.
"""

from __future__ import annotations

from typing import Final

from salesfloor.base.sql import fetch_one

_NEXT: Final = """
    INSERT INTO numbers_counter AS c (site_id, kind, last) VALUES (%s, %s, %s)
    ON CONFLICT (site_id, kind) DO UPDATE SET last = c.last + excluded.last RETURNING last
"""


def next_number(site_id: int, kind: str) -> int:
    """Return the next number of that kind at the site."""
    return next_numbers(site_id, kind, 1)[0]


def next_numbers(site_id: int, kind: str, count: int) -> range:
    """Return the next numbers of that kind at the site, as many as are asked for."""
    if count < 1:
        return range(0)
    row = fetch_one(_NEXT, (site_id, kind, count))
    if row is None:
        raise AssertionError("the database counted and did not say how far")
    return range(row[0] - count + 1, row[0] + 1)
