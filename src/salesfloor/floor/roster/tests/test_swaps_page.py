"""Days of duty change hands on a page: asked for by who has duty, taken or declined by who is asked (7.1.12)."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.floor.reception.models import Duty
from salesfloor.kernel.people import api as people
from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = pytest.mark.django_db
PAGE = "/people/swaps/"


def duty_of(floor: Floor, on: date) -> str:
    row = Duty.objects.get(site_id=floor.site_id or 0, on=on)
    return people.codes_of([row.staff_id])[row.staff_id]


@pytest.mark.clause("7.1.12", "applied")
@pytest.mark.parametrize(("agreed", "has_duty"), [("true", "b"), ("false", "a")])
def test_a_swap_is_asked_for_and_answered_on_the_page(agreed: str, has_duty: str) -> None:
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    on = floor.day + timedelta(days=3)
    floor.give("put_on_duty", by="manager", who="a", on=on.isoformat())
    asking = visitor(floor, "a")
    assert 'name="their_on"' in asking.get(PAGE).content.decode()
    assert 'name="their_on"' not in visitor(floor, "b").get(PAGE).content.decode()
    asking.post("/give/swap_duty/", {"on": on.isoformat(), "with": "b", "next": PAGE})
    assert 'name="agreed"' not in asking.get(PAGE).content.decode()
    asked = visitor(floor, "b")
    page = asked.get(PAGE).content.decode()
    assert set(re.findall(r'name="agreed" value="(\w+)"', page)) == {"true", "false"}
    number = re.findall(r'name="swap" value="(\d+)"', page)[0]
    asked.post("/give/agree_swap/", {"swap": number, "agreed": agreed, "next": PAGE})
    assert duty_of(floor, on) == has_duty
    assert 'name="agreed"' not in asked.get(PAGE).content.decode()
