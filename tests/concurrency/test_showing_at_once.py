"""Two devices that show a customer layouts at the same moment: never more than three stand there."""

from __future__ import annotations

from functools import partial

import pytest

from salesfloor.floor.advice.models import Showing
from tests.concurrency.crowd import at_once, give
from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = "13800138000"


def test_a_fourth_layout_is_refused_at_any_load() -> None:
    floor = Floor()
    for number in range(6):
        floor.give("unit", code=f"U{number}", layout=f"L{number}", area="80", price="800000")
    floor.sign_in("a")
    floor.visit("09:05", ref="v1", phone=PHONE, name="Customer")
    owner = floor.actor("a")
    acts = [
        partial(give, owner, floor.now, "present", phone=PHONE, layout=f"L{number % 6}")
        for number in range(12)
    ]

    results = at_once(acts, people=6)

    shown = set(Showing.objects.values_list("layout", flat=True))
    assert len(shown) == 3
    assert Showing.objects.count() == 3
    assert {what for what, _ in results} == {"done", "refused"}
    assert {clause for what, clause in results if what == "refused"} == {"5.1"}
