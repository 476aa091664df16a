"""The database restarts under load (case 42)."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from tests.faults.office import Office, copy_of, wait_for_work
from tests.faults.product import Desks, alone, running

ANSWERS = 15


@pytest.mark.case(42)
@pytest.mark.parametrize(
    ("how", "cycles"),
    [
        ("killed", 1),
        pytest.param("killed", 20, marks=pytest.mark.faults),
        pytest.param("stopped", 20, marks=pytest.mark.faults),
    ],
)
def test_people_wait_a_moment_or_read_a_sentence(
    furnished: Office, room: Path, how: str, cycles: int
) -> None:
    office = copy_of(furnished, room)
    pages = []
    with running(room, alone(room)) as product:
        desks = Desks(product, office.sites["S1"]["token"], room)
        with desks.at_work(4):
            for _ in range(cycles):
                wait_for_work(desks.logs, ANSWERS)
                if how == "killed":
                    office.kill()
                else:
                    os.kill(office.postmaster(), signal.SIGINT)
                pages.append(product.ask("GET", "/account/login/"))
            wait_for_work(desks.logs, ANSWERS)
        found = office.audit(desks.logs)

    assert found.pop("acknowledged") > ANSWERS * cycles
    found.pop("retried")
    assert not any(found.values()), found
    assert desks.longest < 30
    assert not [status for status, _ in desks.told if status not in {0, 503}], desks.told
    sentences = {json.loads(body)["detail"] for status, body in desks.told if status == 503}
    assert all(sentence.endswith(("。", ".")) for sentence in sentences), sentences
    for status, page in pages:
        assert status == 200 or (status == 503 and b'http-equiv="refresh"' in page), page
