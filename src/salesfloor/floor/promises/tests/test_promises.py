"""Promises through commands: precedents, ends, and the discount that an agreement uses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from salesfloor.base.posts import Post
from salesfloor.floor.promises import api, queries, views
from salesfloor.kernel.messages import api as messages
from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = pytest.mark.django_db
PHONE = "13800138000"


@pytest.fixture
def floor() -> Floor:
    floor = Floor()
    flat = {"layout": "三室两厅", "area": "89.5", "price": "1000000"}
    floor.give("unit", code="U1", bottom_price="960000", **flat)
    floor.give("unit", code="U2", **flat)
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1", phone=PHONE, name="Customer")
    return floor


def promised(floor: Floor, value: float = 1, *, by: str = "a", **more: Any) -> int:
    given = {"phone": PHONE, "kind": "discount", "value": value, "what": "in words", **more}
    number: int = floor.give("promise", by=by, **given)["promise"]
    return number


def covering(floor: Floor, price: int, unit: str = "U1") -> int | None:
    found = api.discount_covering(
        floor.site_id or 0,
        [PHONE],
        unit,
        list_fen=1_000_000_00,
        price_fen=price,
        at=floor.now,
    )
    return None if found is None else found.number


def test_precedents_are_the_last_five_of_the_layout_within_90_days(floor: Floor) -> None:
    for value in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6):
        promised(floor, value, unit="U2")
    promised(floor, 4, unit="U1")

    row = floor.ask("approvals", by="director")["rows"][0]
    assert [one["value"] for one in row["precedents"]] == [0.6, 0.5, 0.4, 0.3, 0.2]
    assert (row["price"], row["margin"]) == ("960000.00", "0.00")

    floor.days_on(91)
    late = floor.ask("approvals", by="director", at="10:00")["rows"][0]
    assert late["precedents"] == []


def test_precedents_stand_on_a_line_with_their_values(floor: Floor) -> None:
    for value in (0.5, 0.5, 0.75):
        promised(floor, value, unit="U2")
    promised(floor, 4, unit="U1")

    asked = queries.weighed(api.Promise.objects.get(status="waiting"), floor.now)
    told = [(one["words"], one["times"], one["at"], one.get("asked")) for one in views.dots(asked)]
    assert told == [("0.5%", 2, 12, None), ("0.75%", None, 19, None), ("4%", None, 100, True)]


def test_a_promise_that_is_over_waits_no_more(floor: Floor) -> None:
    number = promised(floor, 2.5, until=floor.day.isoformat())
    assert floor.ask("approvals", by="manager")["rows"]

    floor.days_on()
    assert floor.ask("approvals", by="manager", at="10:00")["rows"] == []
    assert floor.refusal("approve", by="manager", promise=number).clause == "input"


def test_nobody_decides_about_their_own(floor: Floor) -> None:
    number = promised(floor, 2.5)
    api.Promise.objects.filter(number=number).update(maker_id=floor.actor("manager").staff_id)

    assert floor.refusal("approve", by="manager", promise=number).clause == "9.3.2.8"
    assert floor.give("approve", by="director", promise=number) == {"status": "approved"}


def test_the_maker_hears_what_was_decided(floor: Floor) -> None:
    floor.give("approve", by="manager", promise=promised(floor, 2))

    told = messages.Message.objects.get(staff_id=floor.actor("a").staff_id or 0, clause="9.3.2.8")
    assert told.facts["by"] == "manager"


def test_an_agreement_uses_one_discount_once(floor: Floor) -> None:
    least, most = promised(floor, 0.5), promised(floor, 1, unit="U1")

    assert covering(floor, 995_000_00) == least
    assert covering(floor, 990_000_00) == most
    assert covering(floor, 989_999_99) is None
    assert covering(floor, 990_000_00, "U2") is None

    row = api.Promise.objects.get(number=most)
    api.use(row, 7)
    assert covering(floor, 990_000_00) is None
    api.free(floor.site_id or 0, 7)
    assert covering(floor, 990_000_00) == most


def test_what_waits_covers_nothing(floor: Floor) -> None:
    number = promised(floor, 3)
    assert covering(floor, 970_000_00) is None

    floor.give("approve", by="manager", promise=number)
    assert covering(floor, 970_000_00) == number
    floor.days_on(1)


@pytest.mark.parametrize(
    ("post", "price", "within"),
    [
        (Post.SALESPERSON, 990_000_00, True),
        (Post.SALESPERSON, 989_999_99, False),
        (Post.MANAGER, 970_000_00, True),
        (Post.GENERAL_MANAGER, 1, True),
    ],
)
def test_own_limits_are_compared_exactly(
    floor: Floor, post: Post, price: int, *, within: bool
) -> None:
    found = api.within_own_limit(
        post, floor.site_id or 0, list_fen=1_000_000_00, price_fen=price, at=floor.now
    )

    assert found is within


def test_open_ones_stand_on_the_deals_they_can_be_for(floor: Floor) -> None:
    today = floor.day.isoformat()
    first, other = promised(floor, 1), promised(floor, 1, unit="U2")
    waits, ends = promised(floor, 4, unit="U1"), promised(floor, 1, until=today)
    kept = promised(floor, 1)
    floor.give("keep_promise", by="a", promise=kept, how="signed")

    def numbers(unit: str) -> list[int]:
        rows = api.open_for(floor.site_id or 0, [PHONE], unit, floor.now)
        return list(rows.values_list("number", flat=True))

    assert numbers("U1") == [first, waits, ends]
    assert numbers("U2") == [first, other, ends]
    floor.now += timedelta(days=1)
    assert numbers("U1") == [first, waits]


def test_a_promise_for_no_unit_says_why_nothing_stands_beside_it(floor: Floor) -> None:
    promised(floor, 2.5)
    page = visitor(floor, "manager").get("/promises/waiting/").content.decode()
    assert "没有指明房源" in page
