"""The lock of a site's turn: the person who assigns a customer or founds a claim holds it."""

from __future__ import annotations

from typing import Final

from salesfloor.base.sql import execute

# A lock of the database's own, not a row: the person who waits for a row that another one is changing waits
# twice and then has the whole statement carried out anew on the changed row.
LOCK: Final = "SELECT pg_advisory_xact_lock((3212::bigint << 40) + %s)"


def lock_turn(site_id: int) -> None:
    """Hold the site's turn until the transaction ends; what is read next is read under it.

    The customer is always written first and the turn locked after it: the person who held the turn and
    wanted the customer of somebody who waits for the turn would wait for ever.
    """
    execute(LOCK, (site_id,))
