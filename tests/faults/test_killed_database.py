"""The database's server is killed in the middle of work, again and again (cases 35 and 36)."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from tests.faults.office import Office, copy_of, wait_for_work

DESKS = 3
ANSWERS = 25
"""So many between two deaths, at least."""


def run_cycles(office: Office, cycles: int) -> list[Path]:
    """Kill and restart the server under work; return the desks' notes."""
    # Which process dies when is drawn anew each time, so that runs differ; nothing is secret.
    dice = random.Random()  # noqa: S311
    with office.desks(DESKS) as logs:
        for _ in range(cycles):
            wait_for_work(logs, ANSWERS)
            time.sleep(dice.uniform(0, 0.1))
            office.kill(whole=dice.random() < 0.7)
            office.start_again()
    return logs


@pytest.mark.case(35)
@pytest.mark.parametrize("cycles", [2, pytest.param(100, marks=pytest.mark.faults)])
def test_no_acknowledged_line_is_lost(furnished: Office, room: Path, cycles: int) -> None:
    with copy_of(furnished, room) as office:
        logs = run_cycles(office, cycles)
        found = office.audit(logs)

    assert found.pop("acknowledged") >= ANSWERS * cycles
    found.pop("retried")
    assert found == {
        "refused": [],
        "lost": [],
        "changed": [],
        "doubled": [],
        "gaps": [],
        "wrong_turns": [],
        "first_bad": None,
    }


@pytest.mark.case(36)
@pytest.mark.parametrize("cycles", [1, pytest.param(15, marks=pytest.mark.faults)])
def test_the_test_sees_what_a_careless_server_loses(
    furnished: Office, room: Path, cycles: int
) -> None:
    careless = {
        "synchronous_commit": "off",
        "wal_writer_delay": "10s",
        "wal_writer_flush_after": "2GB",
        "wal_buffers": "64MB",
    }
    with copy_of(furnished, room, careless) as office:
        logs = run_cycles(office, cycles)
        found = office.audit(logs)

    assert found["lost"], "nothing was lost, so the test above shows nothing"
    # What is left is whole in itself: a chain does not show that its newest lines are missing.
    assert found["first_bad"] is None
