"""A price list comes in: new units, changed prices, states of sale, what is gone."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from salesfloor.floor.catalogue.models import PriceList, Unit
from salesfloor.kernel.jobs import api as jobs
from tests.floor_builder import Floor
from tests.spreadsheets import SheetMade, send, workbook
from tests.visitor import visitor

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


def test_the_same_list_again_says_what_becomes_otherwise(floor: Floor) -> None:
    look(floor, made(*ROWS), apply=True)
    cheaper = [*ROWS[0][:7], 9900, 792000, "未售", ""]
    on_sale = [*ROWS[2][:9], "未售", "样板间"]
    added = ["1#", "3单元", 3, "301", "两室两厅一卫", 80, 70, 10000, 800000, "未售", ""]
    sheet = [TITLE, HEADER, cheaper, ["1#", *on_sale[1:]], added]

    answer = look(floor, workbook(SheetMade("住宅", sheet)))

    assert (answer["new"], answer["changed"], answer["same"], answer["gone"]) == (1, 2, 0, 1)
    assert answer["units_changed"] == [
        {"unit": "1-1-101", "field": "price", "before": "800000.00", "now": "792000.00"},
        {"unit": "1-2-201", "field": "state", "before": "withheld", "now": "available"},
        {"unit": "1-2-201", "field": "note", "before": None, "now": "样板间"},
    ]
    assert answer["units_new"] == [{"unit": "1-3-301", "price": "800000.00", "state": "available"}]
    assert answer["units_gone"] == [
        {"unit": "1-1-102", "price": "1325500.00", "state": "contracted"}
    ]
    assert floor.ask("unit_state", by="a", unit="1-1-101")["price"] == "800000.00"


def test_a_page_shows_what_becomes_otherwise(floor: Floor) -> None:
    look(floor, made(*ROWS), apply=True)
    cheaper = [*ROWS[0][:7], 9900, 792000, "不可售", ""]
    browser = visitor(floor, "manager")
    file = SimpleUploadedFile("新价.xlsx", made(cheaper))

    answer = browser.post("/imports/", {"kind": "price_list", "file": file})
    jobs.run_waiting(lambda: floor.now, lambda _job: nullcontext())
    page = browser.get(answer["Location"]).content.decode()

    assert "¥800,000.00" in page
    assert "¥792,000.00" in page
    assert "-¥8,000.00" in page
    assert "可售" in page
    assert "1-2-201" in page


def test_a_deal_wins_over_what_a_list_says(floor: Floor) -> None:
    """A list of yesterday does not put a unit on sale that was sold here meanwhile (X6)."""
    look(floor, made(*ROWS), apply=True)
    for code, state in {"1-1-101": "held", "1-2-201": "contracted"}.items():
        unit = Unit.objects.get(code=code)
        Unit.objects.filter(pk=unit.pk).update(state=state)
        unit.passages.create(before="available", after=state, at=floor.now)

    rows = [ROWS[0], ["1#", *ROWS[1][1:9], "未售", ""], ["1#", *ROWS[2][1:9], "未售", ""]]
    answer = look(floor, workbook(SheetMade("住宅", [TITLE, HEADER, *rows])), apply=True)

    assert [
        (one["row"], one["error"]) for one in answer["warnings"] if one["field"] == "state"
    ] == [
        (3, "state_differs"),
        (5, "state_differs"),
    ]
    assert {one.code: one.state for one in Unit.objects.all()} == {
        "1-1-101": "held",
        "1-1-102": "available",
        "1-2-201": "contracted",
    }
