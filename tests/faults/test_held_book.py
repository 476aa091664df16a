"""Somebody holds one site's floor while hundreds wait for it (case 13)."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from salesfloor.floor.customers.commands.turn import LOCK
from tests.faults.office import Office, copy_of
from tests.faults.product import GOOD, alone, running

LOCK_TIMEOUT = 3.0
HELD_FOR = 4.0


@dataclass
class Held:
    """What came of holding one site's floor while others want it."""

    heard: list[tuple[int, str, float]] = field(default_factory=list)
    """Status, words and seconds of everybody who wanted the held one."""
    elsewhere: tuple[int, float] = (0, 0.0)
    """Status and seconds of somebody at another site."""
    found: dict[str, Any] = field(default_factory=dict)


def hold(office: Office, room: Path, waiting: int) -> Held:
    """Hold the first site's floor for longer than anybody waits."""
    came = Held()
    held, other = office.sites["S1"], office.sites["S2"]

    def register(number: int) -> None:
        began = time.monotonic()
        given = {"ref": f"h{number}", "name": "王芳", "phone": f"139{number:08}"}
        status, answer = product.give(held["token"], "visit", given)
        came.heard.append((status, answer.get("detail", ""), time.monotonic() - began))

    with running(room, alone(room)) as product:
        with office.connect() as holder, holder.transaction():
            holder.execute(LOCK, (held["site_id"],))
            threads = [threading.Thread(target=register, args=(n,)) for n in range(waiting)]
            for thread in threads:
                thread.start()
            time.sleep(0.5)
            began = time.monotonic()
            visit = {"ref": "o1", "name": "李强", "phone": "13900000000"}
            status, _ = product.give(other["token"], "visit", visit)
            waited = time.monotonic() - began
            came.elsewhere = (status, waited)
            time.sleep(max(0.0, HELD_FOR - waited))
        for thread in threads:
            thread.join()
        came.found = office.audit([])
    return came


@pytest.mark.case(13)
@pytest.mark.faults
@pytest.mark.parametrize("waiting", [8, 500])
def test_late_ones_hear_a_sentence(furnished: Office, room: Path, waiting: int) -> None:
    came = hold(copy_of(furnished, room), room, waiting)

    assert len(came.heard) == waiting
    refused = [one for one in came.heard if one[0] != GOOD]
    assert refused, "nobody had to wait too long, so this shows nothing"
    assert all(status == 503 and words for status, words, _ in refused), refused[:3]
    assert came.elsewhere[0] == GOOD
    assert not any(came.found.values()), came.found


@pytest.mark.case(13)
def test_other_books_go_on(furnished: Office, room: Path) -> None:
    came = hold(copy_of(furnished, room), room, 48)

    assert came.elsewhere[0] == GOOD
    assert came.elsewhere[1] < LOCK_TIMEOUT
