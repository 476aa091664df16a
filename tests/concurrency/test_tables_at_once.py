"""Two receptions that sit down at one table at the same moment: one has it."""

from __future__ import annotations

from functools import partial

import pytest

from salesfloor.floor.tables.models import Sitting
from tests.concurrency.crowd import at_once, give
from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_reception_has_a_table() -> None:
    floor = Floor()
    floor.give("sales_table", by="manager", table="T1", seats=4)
    floor.sign_in("a", "b", "c", "d")
    for number in range(4):
        floor.visit(ref=f"v{number}", phone=f"1380013800{number}", name="Customer")
    desk = floor.actor("desk")
    acts = [
        partial(give, desk, floor.now, "take_table", ref=f"v{number}", table="T1")
        for number in range(4)
    ]

    results = at_once(acts, people=4)

    assert sorted(what for what, _ in results) == ["done", "refused", "refused", "refused"]
    assert {clause for what, clause in results if what == "refused"} == {"input"}
    assert Sitting.objects.filter(until_at=None).count() == 1
