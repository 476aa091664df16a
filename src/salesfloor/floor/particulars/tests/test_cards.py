"""The customer's card: kept by who receives or follows, closed to everybody else, replaced, taken away (9.2.1.2)."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.floor.customers.models import Customer
from salesfloor.kernel.files import api as files
from salesfloor.kernel.files.tests import made
from tests.floor_builder import Floor
from tests.visitor import visitor

PHONE = "13800138000"
FRONT = made.photo()
FRONTS = sha256(FRONT).hexdigest()


@pytest.fixture
def floor(db: None) -> Floor:
    """Return a floor where a received a customer and kept the card."""
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1", phone=PHONE)
    files.receive(actor=floor.actor("a"), at=floor.now, content=FRONT)
    kept = floor.give("keep_customer_card", by="a", phone=PHONE, photos=[FRONTS])
    assert kept["photos"] == 1
    return floor


def _photo(floor: Floor, who: str, value: str = FRONTS) -> int:
    pk = Customer.objects.get(phone=PHONE).pk
    answer: Any = visitor(floor, who).get(f"/customers/{pk}/card/{value}/")
    if answer.streaming:
        assert b"".join(answer.streaming_content)
    return int(answer.status_code)


@pytest.mark.clause("9.2.1.2", "kept")
def test_who_receives_or_follows_looks_at_the_card_and_nobody_else(floor: Floor) -> None:
    assert _photo(floor, "a") == 200
    assert {_photo(floor, who) for who in ("b", "lead", "manager", "d")} == {422}
    assert visitor(floor, "manager").get(f"/files/{FRONTS}/").status_code == 404
    floor.end("v1")
    assert _photo(floor, "a") == 200


@pytest.mark.clause("9.2.1.2", "broken")
def test_a_colleague_keeps_no_card_of_a_customer_of_another(floor: Floor) -> None:
    for who in ("b", "lead", "manager", "d"):
        refused = floor.refusal("keep_customer_card", by=who, phone=PHONE, photos=["b" * 64])
        assert refused.clause == "3.4.3.5"
    assert _photo(floor, "a") == 200


def test_another_photograph_takes_the_place_and_none_takes_it_away(floor: Floor) -> None:
    floor.give("keep_customer_card", by="a", at="09:10", phone=PHONE, photos=["b" * 64])
    assert _photo(floor, "a") == 404
    files.receive(actor=floor.actor("a"), at=floor.now, content=FRONT)
    floor.give("keep_customer_card", by="a", at="09:11", phone=PHONE, photos=[FRONTS])
    assert _photo(floor, "a") == 200, "the first one again"
    taken = floor.give("keep_customer_card", by="a", at="09:12", phone=PHONE)
    assert taken["photos"] == 0
    assert _photo(floor, "a") == 404
