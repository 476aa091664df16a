"""Lines written in batches: one behind the other, told of by the end, found whole by the verifier."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from salesfloor.kernel.registers.api import OldLine, OldVolume
from salesfloor.kernel.registers.tests.attacks import as_superuser, do
from salesfloor.kernel.registers.tests.scribe import Scribe
from tests.floor_builder import Floor

pytestmark = [pytest.mark.django_db, pytest.mark.clause("3.2.3.2", "kept")]
AHEAD = """
    INSERT INTO register.line
    SELECT k.id, k.lines + %s, 'late_entry', k.last_at, k.last_at, 'forger', '', NULL, NULL, 0, '{}', '',
        coalesce((SELECT l.hash FROM register.line l
            WHERE l.book_id = k.id AND l.line_no = k.lines + %s - 1), k.head), NULL
    FROM register.book k WHERE k.site_id = 701 AND k.kind = 'visit' AND k.status = 'OPEN'
"""


@pytest.fixture
def scribe() -> Scribe:
    scribe = Scribe()
    scribe.fill(3)
    return scribe


def ahead(step: int) -> None:
    do(AHEAD, step, step)


def two_ahead() -> None:
    ahead(1)
    ahead(2)
    do("SET CONSTRAINTS ALL IMMEDIATE")


def test_two_thousand_lines_come_in_whole(db: None) -> None:
    floor = Floor()
    manager, at = floor.actor("manager"), floor.now
    with transaction.atomic():
        volume = OldVolume(
            site_id=floor.site_id or 0, kind="call", size=2_000, actor=manager, at=at
        )
        lines = [
            OldLine(at - timedelta(days=9) + timedelta(seconds=n), {"n": n}, {"name": f"客{n}"})
            for n in range(2_000)
        ]
        volume.append(lines[:700])
        volume.append(lines[700:])
    told: list[Any] = do(
        "SELECT count(*), count(DISTINCT l.hash), bool_and(k.status = 'FULL')"
        " FROM register.line l JOIN register.book k ON k.id = l.book_id WHERE k.kind = 'call'"
    )
    assert told == [(2_000, 2_000, True)]
    assert floor.ask("verify", by="manager")["ok"]


@pytest.mark.case(52)
def test_no_line_skips_a_number(scribe: Scribe) -> None:
    del scribe
    with (
        pytest.raises(DatabaseError, match="does not follow"),
        transaction.atomic(),
        as_superuser(guards_off=False),
    ):
        ahead(2)


@pytest.mark.case(52)
def test_lines_of_which_their_volume_tells_nothing_do_not_stay(scribe: Scribe) -> None:
    del scribe
    with (
        pytest.raises(DatabaseError, match="is not told of"),
        transaction.atomic(),
        as_superuser(guards_off=False),
    ):
        two_ahead()
