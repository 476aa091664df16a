"""What every visit asks reads a few pages, whatever the database knows of the tables."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import pytest
from django.db import connection
from psycopg import sql

from salesfloor.floor.customers.models import Claim

if TYPE_CHECKING:
    from tests.floor_builder import Floor

MANY: Final = 3000
FEW: Final = 40
OFTEN: Final = 12
"""So often a statement is planned for its values at most; then the database keeps one plan."""
PHONE: Final = "13800138000"


@pytest.fixture
def grown(floor: Floor) -> Floor:
    """Return a floor whose tables were never counted, with many claims."""
    floor.sign_in("a")
    floor.issue_books("a")
    made, site, owner = floor.now, floor.site_id or 0, floor.actor("a").staff_id or 0
    Claim.objects.bulk_create(
        Claim(
            site_id=site,
            phone=f"131{number:08}",
            owner_id=owner,
            kind="visit",
            made_at=made,
            lapses_at=made + timedelta(days=7),
            policy_serial=0,
        )
        for number in range(MANY)
    )
    with connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS")
    for number in range(OFTEN):
        floor.visit(phone=PHONE, ref=f"r{number}")
        floor.end(f"r{number}", outcome="left")
        floor.give("follow_up", by="a", phone=PHONE, method="call", note="再约")
    return floor


def pages_read(statement: str, *given: object) -> int:
    """Carry out what this connection prepared of that beginning, and return how much it read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM pg_prepared_statements WHERE ltrim(statement, E' \n') LIKE %s",
            (f"{statement}%",),
        )
        (name,) = cursor.fetchone()
        values = sql.SQL(", ").join(map(sql.Literal, given))
        order = sql.SQL("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE {} ({})")
        cursor.execute(order.format(sql.Identifier(name), values).as_string(None))
        top = cursor.fetchone()[0][0]["Plan"]
    return int(top["Shared Hit Blocks"]) + int(top["Shared Read Blocks"])


@pytest.mark.parametrize("phone", [PHONE, "13700137000"])
def test_a_household_is_found_by_its_phones(grown: Floor, phone: str) -> None:
    read = pages_read("SELECT * FROM customers_household", grown.site_id, phone, [phone], ["own"])

    assert 0 < read < FEW


def test_a_claim_is_moved_by_its_number(grown: Floor) -> None:
    claim = Claim.objects.get(phone=PHONE)
    moved = (claim.kind, claim.lapses_at, grown.day, grown.site_id, grown.now, claim.pk)
    noted = ("VISITED", claim.owner_id, None, claim.kind, claim.lapses_at)
    read = pages_read("WITH moved AS", *moved, *noted)

    assert 0 < read < FEW
