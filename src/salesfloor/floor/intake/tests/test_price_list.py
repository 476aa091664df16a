"""A price list comes in: new units, changed prices, states of sale, what is gone."""

from __future__ import annotations

from typing import Any

import pytest

from salesfloor.floor.catalogue.models import PriceList, Unit
from tests.floor_builder import Floor
from tests.spreadsheets import SheetMade, send, workbook

pytestmark = pytest.mark.django_db
TITLE = ["一房一价公示表"]
PERMIT = ["公示日期：2026年2月26日    预售证号：蓉预售字第（2026）001号"]
HEADER = [
    "楼栋",
    "单元",
    "楼层",
    "房号",
    "户型",
    "建筑面积(㎡)",
    "套内面积(㎡)",
    "单价(元/㎡)",
    "总价(元)",
    "状态",
    "备注",
]
ROWS: list[list[Any]] = [
    ["1#", "1单元", 1, "101", "两室两厅一卫", 80, 70, 10000, 800000, "未售", ""],
    [
        None,
        "1单元",
        1,
        "102",
        "三室两厅两卫（南北通透）",
        "120.50㎡",
        100,
        "11,000",
        "1,325,500",
        "已售",
        "底商上",
    ],
    [None, "2单元", 2, "201", "两室两厅一卫", 80, 70, 10000, 800002, "不可售", ""],
]


def made(*rows: list[Any], header: list[str] | None = None) -> bytes:
    table = [TITLE, PERMIT, header or HEADER, *rows, ["合计", "", "", len(rows)]]
    return workbook(SheetMade("住宅", table, [(3, 0, 2 + len(rows), 0)] if len(rows) > 1 else []))


def look(floor: Floor, content: bytes, **more: Any) -> dict[str, Any]:
    file = send(floor, content)
    return floor.give("import_file", by="manager", kind="price_list", file=file, **more)


def test_units_come_in_with_their_facts_and_states(floor: Floor) -> None:
    answer = look(floor, made(*ROWS), apply=True)

    assert {name: answer[name] for name in ("added", "new", "changed", "same", "gone")} == {
        "added": 3,
        "new": 3,
        "changed": 0,
        "same": 0,
        "gone": 0,
    }
    assert [(one["cell"], one["error"]) for one in answer["warnings"]] == [("I6", "total_differs")]
    unit = Unit.objects.get(code="1-1-102")
    assert (unit.layout, unit.position, str(unit.area)) == ("三室两厅两卫", "南北通透", "120.50")
    assert {one.code: one.state for one in Unit.objects.all()} == {
        "1-1-101": "available",
        "1-1-102": "contracted",
        "1-2-201": "withheld",
    }
    assert floor.ask("unit_state", by="a", unit="1-1-102")["price"] == "1325500.00"
    assert PriceList.objects.get().permit == "蓉预售字第(2026)001号"


def test_the_same_list_again_changes_nothing(floor: Floor) -> None:
    look(floor, made(*ROWS), apply=True)

    reordered = [["1#", *row[1:]] for row in reversed(ROWS)]
    again = look(floor, workbook(SheetMade("Sheet1", [TITLE, HEADER, *reordered])), apply=True)

    assert (again["added"], again["same"], again["sheets"][0]["known"]) == (0, 3, 3)
    assert PriceList.objects.count() == 1


def test_changed_prices_are_a_list_from_the_day_asked_for(floor: Floor) -> None:
    look(floor, made(*ROWS), apply=True)
    dearer = [*ROWS[0][:7], 10100, 808000, "未售", ""]

    answer = look(floor, made(dearer), apply=True, from_="2026-03-05")

    assert (answer["changed"], answer["same"], answer["gone"]) == (1, 0, 2)
    assert floor.ask("unit_state", by="a", unit="1-1-101")["price"] == "800000.00"
    floor.day = floor.day.replace(day=5)
    assert floor.ask("unit_state", by="a", at="09:00", unit="1-1-101")["price"] == "808000.00"


def test_ten_thousands_and_the_total_that_counts(floor: Floor) -> None:
    header = [*HEADER[:8], "总价（万元）", "状态", "备注"]
    rows = [[*ROWS[0][:8], 80.01, "在售", ""], [*ROWS[2][:8], 80.03, "销控", ""]]
    rows[0][0] = rows[1][0] = "1号楼"

    answer = look(floor, workbook(SheetMade("住宅", [TITLE, header, *rows])), apply=True)

    assert [one["cell"] for one in answer["warnings"]] == ["I4"]
    assert floor.ask("unit_state", by="a", unit="1-1-101")["price"] == "800100.00"


def test_bad_cells_of_a_price_list(floor: Floor) -> None:
    rows = [
        [*ROWS[0][:5], "八十", *ROWS[0][6:]],
        [*ROWS[0]],
        [*ROWS[2][:9], "送人", ""],
        [*ROWS[2][:4], "", *ROWS[2][5:]],
        ["1#", "3单元", 1, "", "两室", 80, 70, 10000, 800000, "未售", ""],
    ]
    rows[2][0] = rows[3][0] = "1#"

    answer = look(floor, workbook(SheetMade("住宅", [TITLE, HEADER, *rows])))

    assert [(one["cell"], one["error"]) for one in answer["errors"]] == [
        ("F3", "number_invalid"),
        ("D4", "code_twice"),
        ("E6", "layout_missing"),
        ("D6", "code_twice"),
        ("D7", "code_missing"),
    ]
    assert ("J5", "state_unknown") in [(one["cell"], one["error"]) for one in answer["warnings"]]
