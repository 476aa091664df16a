"""A promise that is approved and turned down at the same moment has one outcome."""

from __future__ import annotations

from functools import partial

import pytest

from salesfloor.floor.promises.models import Promise
from tests.concurrency.crowd import at_once, give
from tests.floor_builder import Floor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.case(11)]
PHONE = "13800138000"


def test_a_promise_is_decided_once() -> None:
    floor = Floor()
    floor.sign_in("a")
    floor.visit("09:05", ref="v1", phone=PHONE, name="Customer")
    floor.give("promise", by="a", phone=PHONE, kind="discount", value=2, what="paid at once")
    manager, director = floor.actor("manager"), floor.actor("director")
    yes = partial(give, manager, floor.now, "approve", promise=1)
    no = partial(give, director, floor.now, "turn_down", promise=1, reason="not now")

    results = at_once([yes, no, yes, no, yes, no], people=6)

    done = [answer["status"] for what, answer in results if what == "done"]
    assert len(done) == 1
    assert [clause for what, clause in results if what == "refused"] == ["input"] * 5
    assert Promise.objects.get(number=1).status == done[0]
