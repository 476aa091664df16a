"""The web process is killed, with requests under way (case 37)."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import pytest

from tests.faults.office import HERE, Office, copy_of, wait_for_work
from tests.faults.product import GOOD, Desks, alone, running

ANSWERS = 15
VISIT = {"ref": "v1", "name": "王芳", "phone": "13800138000"}


@pytest.mark.case(37)
def test_a_retry_is_told_what_was_committed_before_the_server_died(
    furnished: Office, room: Path
) -> None:
    with copy_of(furnished, room) as office:
        token = office.sites["S1"]["token"]
        mortal = (sys.executable, str(HERE / "dying_server.py"))
        with running(room, office.environment, *mortal) as product:
            with pytest.raises(OSError, match=r"."):
                product.give(token, "visit", VISIT, "once", **{"X-Die": "now"})
            product.process.wait(10)
            with office.connect() as connection:
                rows = connection.execute(
                    "SELECT answer FROM rulebook_evidence WHERE command = 'visit'"
                ).fetchall()
            product.start()
            again = product.give(token, "visit", VISIT, "once")
            otherwise = product.give(token, "visit", {**VISIT, "name": "李强"}, "once")
        found = office.audit([])

    assert len(rows) == 1, "the command was not committed before the death"
    assert again == (GOOD, rows[0][0])
    assert otherwise[0] == 409
    assert not any(found.values()), found


@pytest.mark.case(37)
@pytest.mark.parametrize("cycles", [1, pytest.param(40, marks=pytest.mark.faults)])
def test_no_acknowledged_line_is_lost_with_the_server(
    furnished: Office, room: Path, cycles: int
) -> None:
    # The product runs its own database, which goes down with it and is recovered at the start.
    dice = random.Random()  # noqa: S311 - when it dies is no secret
    office = copy_of(furnished, room)
    with running(room, alone(room)) as product:
        desks = Desks(product, office.sites["S1"]["token"], room)
        with desks.at_work(4):
            for _ in range(cycles):
                wait_for_work(desks.logs, ANSWERS)
                time.sleep(dice.uniform(0, 0.1))
                product.kill()
                product.start()
            wait_for_work(desks.logs, ANSWERS)
    with office:
        found = office.audit(desks.logs)

    assert found.pop("acknowledged") > ANSWERS * cycles
    found.pop("retried")
    assert not any(found.values()), found
    assert desks.longest < 30
