"""Deals in pictures: what is drawn of the house, who sees it, and what is said of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import Phrase
from salesfloor.floor.deals.models import Deal, ReviewPlace, StageDone
from salesfloor.floor.deals.pictures import Picture, pictures
from salesfloor.web.language import said
from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = pytest.mark.django_db
PAGE = "/deals/pictures/"


@pytest.fixture
def sold() -> Floor:
    """Return a floor where U1 is paid in full, U2 waits for the rest since yesterday, U3 is for sale."""
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    for code in ("U1", "U2", "U3"):
        floor.give("unit", code=code, layout="3+1", area="89.5", price="1000000", building="1")
    floor.sign_in("a")
    floor.visit("09:00", ref="v1", phone="13800138000", name="张建国")
    paid: dict[str, Any] = {"source": "savings", "due": "50000", "phone": "13800138000"}
    floor.give(
        "deposit", by="finance", at="09:10", unit="U1", amount="50000", method="cash", **paid
    )
    floor.give("deposit", by="finance", unit="U2", amount="10000", method="card", **paid)
    return floor


def drawn(floor: Floor) -> dict[str, Picture]:
    found = pictures(floor.site_id or 0, timezone.now())
    return {str(one.chart.title).partition(":")[0]: one for one in found}


def test_units_money_and_what_waits_are_drawn(sold: Floor) -> None:
    found = drawn(sold)
    units = found["Units by building and state"]
    assert units.chart.columns == ["1"]
    assert str(units.says) == "1 of 3 units are for sale."
    money = found["Receipts of thirty days by way of paying, in yuan"]
    assert money.chart.series[0].values == [50000, 10000, 0, 0]
    waiting = found["Deposits that are not complete"]
    assert waiting.chart.labels == ["U2"]
    ((label, share, inside),) = waiting.chart.rings
    whole = waiting.chart.series[2].values[0] or 0
    left, over = (one.values[0] for one in waiting.chart.series[:2])
    assert (label, whole) == ("U2", 24.0)
    assert (share == 0) == (left is None), "a ring whose time is over is whole and red"
    assert inside == (f"{left:g}" if left is not None else f"−{over:g}")
    assert str(waiting.says).startswith("Waiting for the rest: 1 units")


def test_the_way_says_which_step_takes_longest(sold: Floor) -> None:
    deal = Deal.objects.get(unit="U1")
    StageDone.objects.filter(deal=deal).delete()
    first = day_of(deal.opened_at)
    for stage, days in (("subscription", 3), ("contract", 10)):
        StageDone.objects.create(
            deal=deal, stage=stage, on=first + timedelta(days=days), at=deal.opened_at, by="a"
        )
    way = drawn(sold)["How far deals came"]
    deals, steps = way.chart.series
    assert list(deals.values)[:4] == [1, 1, 1, 0]
    assert list(steps.values)[:4] == [None, 3, 7, None]
    assert len(way.chart.facts["series"]) == 1, "the days stand in the table alone"
    assert str(way.says) == "The longest step is the one to Contract: 7 days at the median."


def test_discounts_stand_by_layout_with_the_limits_of_the_posts(sold: Floor) -> None:
    named: dict[str, Any] = {"buyer": "张建国", "id_no": "110101199003074178", "terms": []}
    sold.give(
        "prepare_agreement", by="manager", phone="13800138000", unit="U1", discount=2, **named
    )
    given = drawn(sold)["Discounts by layout, in per cent off"]
    assert (given.chart.labels, given.chart.series[0].values) == (["3+1"], [2.0])
    assert [value for _, value in given.chart.limits] == [1.0, 2.0, 3.0, 5.0]
    assert str(given.says).startswith("1 of 1 discounts went beyond")
    promised: dict[str, Any] = {"kind": "discount", "what": "today", "phone": "13800138000"}
    sold.give("promise", by="manager", value=1.5, unit="U2", **promised)
    sold.give("promise", by="a", value=4, **promised)
    both = drawn(sold)["Discounts by layout, in per cent off"].chart
    assert [said(one) if isinstance(one, Phrase) else one for one in both.labels] == [
        "不限房源",
        "3+1",
        "3+1",
    ]
    assert {str(one.label): list(one.values) for one in both.series} == {
        "In an agreement": [None, 2.0, None],
        "Promised, not used yet": [None, None, 1.5],
        "Waits for approval": [4.0, None, None],
    }
    page = visitor(sold, "finance").get(PAGE).content.decode()
    assert page.count('<th scope="row">销售部经理</th>') == 1, "limits stand in the table, too"


def test_errors_stand_by_place_with_the_share_so_far(sold: Floor) -> None:
    deal, at = Deal.objects.get(unit="U1"), timezone.now()
    for place, paper in (("price", "1"), ("price", "2"), ("price", "3"), ("date", "1")):
        ReviewPlace.objects.create(
            deal=deal, paper=f"agreement:{paper}", place=place, found_at=at, found_by="finance"
        )
    errors = drawn(sold)["Where papers had errors"]
    assert [figures for _, figures in errors.chart.lines] == [["3", "75"], ["1", "100"]]


@pytest.mark.parametrize(
    ("who", "status"), [("manager", 200), ("finance", 200), ("a", 403), ("lead", 403)]
)
def test_managers_and_finance_see_them(sold: Floor, who: str, status: int) -> None:
    answer = visitor(sold, who).get(PAGE)
    assert answer.status_code == status
    if status == 200:
        assert "张建国" not in answer.content.decode()
        assert "13800138000" not in answer.content.decode()


def test_a_site_without_deals_says_so(floor: Floor) -> None:
    assert pictures(floor.site_id or 0, timezone.now()) == []
    assert "暂时没有可画的" in visitor(floor, "manager").get(PAGE).content.decode()


def test_a_till_without_units_says_what_comes_first(floor: Floor) -> None:
    page = visitor(floor, "manager").get("/till/").content.decode()
    assert "还没有房源" in page
    assert 'name="amount"' not in page
