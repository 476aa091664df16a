"""Units, price lists and states, through commands and questions (section M)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest

from salesfloor.floor.catalogue import api
from salesfloor.floor.catalogue.models import Layout
from salesfloor.kernel.files import api as files
from salesfloor.kernel.files.tests import made
from tests.floor_builder import Floor
from tests.visitor import piece, visitor

pytestmark = pytest.mark.django_db
FLAT = {"layout": "三室两厅", "area": "89.5"}


@pytest.fixture
def floor() -> Floor:
    floor = Floor()
    floor.give("unit", code="1-1-101", price="1000000", building="1", floor=1, **FLAT)
    floor.give("unit", code="1-1-1001", price="1200000", building="1", floor=10, **FLAT)
    floor.give("unit", code="2-1-101", price="900000", building="2", state="withheld", **FLAT)
    return floor


def listed(floor: Floor, *, on: int = 0, **prices: str) -> dict[str, Any]:
    """Keep a price list of units called by U and their last digits."""
    codes = {"U101": "1-1-101", "U1001": "1-1-1001"}
    units = [{"code": codes[name], "price": price} for name, price in prices.items()]
    from_ = (floor.day + timedelta(days=on)).isoformat()
    return floor.give("price_list", by="manager", from_=from_, units=units)


def price(floor: Floor, unit: str = "1-1-101") -> str:
    found: str = floor.ask("unit_state", at="09:00", unit=unit)["price"]
    return found


def test_a_price_list_holds_from_the_first_instant_of_its_day(floor: Floor) -> None:
    told = listed(floor, on=1, U101="1100000", U1001="1200000")

    assert told == {"list": 1, "changed": 1, "same": 1}
    assert floor.ask("unit_state", at="23:59:59", unit="1-1-101")["price"] == "1000000.00"
    floor.days_on()
    assert floor.ask("unit_state", at="00:00", unit="1-1-101")["price"] == "1100000.00"


def test_of_lists_of_one_day_the_one_recorded_last_holds(floor: Floor) -> None:
    listed(floor, on=2, U101="1300000")
    listed(floor, on=1, U101="1100000")
    listed(floor, on=1, U101="1150000")

    floor.days_on()
    assert price(floor) == "1150000.00"
    floor.days_on()
    assert price(floor) == "1300000.00"


def test_the_board_sorts_by_numbers_and_counts_states(floor: Floor) -> None:
    board = floor.ask("price_board")

    assert [row["unit"] for row in board["rows"]] == ["1-1-101", "1-1-1001", "2-1-101"]
    assert board["rows"][0] == {
        "unit": "1-1-101",
        "layout": "三室两厅",
        "area": "89.50",
        "floor": 1,
        "price": "1000000.00",
        "state": "available",
    }
    assert board["counts"] == {"available": 2, "withheld": 1}
    assert len(floor.ask("price_board", building="2")["rows"]) == 1
    assert floor.ask("price_board", state="held") == {"rows": [], "counts": {}}


def test_units_are_withheld_and_put_on_sale(floor: Floor) -> None:
    kept = floor.give("withhold", by="manager", unit="1-1-101", reason="the show flat")

    assert kept == {"state": "withheld"}
    again = floor.refusal("withhold", by="manager", unit="1-1-101", reason="twice")
    assert again.clause == "input"
    back = floor.give("put_on_sale", by="director", unit="1-1-101", reason="shown")
    assert back == {"state": "available"}
    assert floor.refusal("withhold", by="a", unit="1-1-101", reason="mine").clause == "access"
    assert floor.refusal("withhold", by="manager", unit="none", reason="no").clause == "input"


def test_a_hold_is_overdue_after_its_last_instant_only(floor: Floor) -> None:
    unit = api.unit_of(floor.site_id or 0, "1-1-101")
    api.Unit.objects.filter(pk=unit.pk).update(state="held", hold_until=floor.moment("10:00"))

    assert floor.ask("unit_state", at="10:00", unit="1-1-101")["overdue"] is False
    late = floor.ask("unit_state", at="10:00:00.000001", unit="1-1-101")
    assert late["overdue"] is True
    assert late["hold_until"] == "2026-03-02T10:00:00+08:00"


@pytest.mark.parametrize(
    ("units", "on"),
    [
        ([{"code": "1-1-101", "price": "1"}, {"code": "1-1-101", "price": "1"}], 0),
        ([{"code": "none", "price": "1"}], 0),
        ([{"code": "1-1-101", "price": "1"}], -1),
    ],
)
def test_a_price_list_that_cannot_be_is_refused(
    floor: Floor, units: list[dict[str, str]], on: int
) -> None:
    from_ = (floor.day + timedelta(days=on)).isoformat()

    assert floor.refusal("price_list", by="manager", from_=from_, units=units).clause == "input"


def test_a_list_with_a_permit_allows_its_units_to_be_sold(floor: Floor) -> None:
    unit = api.unit_of(floor.site_id or 0, "1-1-101")
    assert not api.is_permitted(unit.pk)

    units = [{"code": "1-1-101", "price": "1000000"}]
    today = floor.day.isoformat()
    floor.give("price_list", by="manager", from_=today, units=units, permit="2026-018")

    assert api.is_permitted(unit.pk)


@pytest.mark.clause("5.3", "kept")
@pytest.mark.usefixtures("own_storage")
def test_a_layouts_plan_stands_beside_its_strengths(floor: Floor) -> None:
    sent = files.receive(actor=floor.actor("manager"), at=floor.now, content=made.photo())
    floor.give("unit", code="P1", layout="三室两厅", area="90", price="1000000")
    strengths = {"daylight": "双面开窗"}
    words: dict[str, Any] = {"orientation": "南", "source": "规划方案 12", "strengths": strengths}
    floor.give(
        "layout",
        by="manager",
        name="三室两厅",
        zones=["客厅:daylight", "主卧"],
        plans=[sent.value],
        **words,
    )

    browser = visitor(floor, "a")
    page = browser.get("/units/of/P1/").content.decode()

    assert f"/files/{sent.value}" in page
    assert "客厅 → 主卧" in " ".join(page.split())
    assert files.file_seen_by(floor.actor("a"), sent.value) is not None


@pytest.mark.clause("9.3.2.7", "kept")
def test_the_board_names_the_layouts_of_which_nothing_is_known_to_who_describes_them(
    floor: Floor,
) -> None:
    way = "/give/layout/?name=" + quote(FLAT["layout"])
    assert way in visitor(floor, "manager").get("/units/").content.decode()
    assert "/give/layout/" not in visitor(floor, "a").get("/units/").content.decode()
    floor.give("layout", by="manager", name=FLAT["layout"], orientation="南", source="规划方案 12")
    page = visitor(floor, "manager").get("/units/").content.decode()
    assert way not in page
    assert "/give/layout/" in page


@pytest.mark.clause("5.3", "kept")
def test_strengths_are_written_one_a_line_by_their_usual_words(floor: Floor) -> None:
    page = visitor(floor, "manager")
    assert "{}</textarea>" not in page.get("/give/layout/").content.decode()
    words = {"strengths": "采光：双面开窗\n学区: 出门就是", "zones": "客厅：采光\n主卧"}
    told = {"name": FLAT["layout"], "orientation": "南", "source": "规划方案 12", **words}
    assert piece(page, "/give/layout/", **told).status_code in {200, 204, 302}
    row = Layout.objects.get()
    assert row.strengths == {"daylight": "双面开窗", "学区": "出门就是"}
    assert row.zones[0] == {"name": "客厅", "tag": "daylight"}
