"""The page of a recommendation says what to say first, by what the customer likes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.floor.arguments import cards
from salesfloor.floor.arguments.api import Card
from salesfloor.floor.customers.models import Customer
from tests.floor_builder import Floor
from tests.visitor import visitor

PHONE = "13805712201"


@pytest.mark.django_db
@pytest.mark.clause("9.2.2.3", "kept")
def test_what_the_customer_likes_is_said_first(monkeypatch: pytest.MonkeyPatch) -> None:
    stock = [
        Card("a1", "", "两梯四户", "比一梯四户快", "早上不用等"),
        Card("q1", "layout:三室两厅", "离马路八十米", "低十分贝", "晚上睡得安稳", ("quiet_apart",)),
    ]
    monkeypatch.setattr(cards, "_CARDS", [lambda _site, _at: stock])
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    told = {"orientation": "south", "source": "approved plan"}
    floor.give("layout", by="manager", name="三室两厅", **told)
    floor.give("unit", code="U1", layout="三室两厅", area="100", price="1000000")
    floor.sign_in("a")
    floor.visit("09:05", ref="v1", phone=PHONE)
    floor.give("note_need", by="a", phone=PHONE, rooms=[3], likes=["quiet_apart"])

    page = visitor(floor, "a").get(f"/advice/{Customer.objects.get(phone=PHONE).pk}/")

    text = page.content.decode()
    assert text.index("晚上睡得安稳") < text.index("早上不用等")
