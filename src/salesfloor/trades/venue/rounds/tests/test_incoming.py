"""Sheets of rounds kept on paper come in as they are, and nothing falls due by them (2.4.3)."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from salesfloor.kernel.findings.models import Finding
from salesfloor.kernel.registers.models import Line
from salesfloor.trades.venue.rounds.models import Miss, PastDay
from tests.service_area import ServiceArea
from tests.spreadsheets import SheetMade, send, workbook
from tests.visitor import visitor

pytestmark = pytest.mark.django_db
TIMES = ["8:00", "10:00", "12:00", "14:30"]
GOOD: list[list[Any]] = [
    ["2026.2.2", "√", "√", "×", "√", "赵刚", "12点：垃圾桶满，已清"],
    [date(2026, 2, 3), "✓", "9:52", "", "○", "王晓", None],
    ["2月4日", time(8, 5), "√", "√", "√", "同上", '"'],
    ["2026-02-05", "休", None, None, None, "李倩", None],
]
FOOT: list[list[Any]] = [["平均", "4"], ["制表：内业"], ["注：√为合格"]]


def sheet(title: str, rows: list[list[Any]]) -> bytes:
    head = ["日期", "巡查时间（每2小时）", *[""] * (len(TIMES) - 1), "检查人", "问题及整改"]
    merged = [(0, 0, 0, 6), (1, 0, 2, 0), (1, 1, 1, len(TIMES)), (1, 5, 2, 5), (1, 6, 2, 6)]
    lower = ["", *TIMES, "", ""]
    return workbook(SheetMade("卫生检查", [[title, *[""] * 6], head, lower, *rows, *FOOT], merged))


def come_in(area: ServiceArea, title: str, rows: list[list[Any]], **more: Any) -> Any:
    file = send(area, sheet(title, rows))
    return area.give("import_file", by="manager", kind="rounds", file=file, **more)


def titled(area: ServiceArea) -> str:
    """Return a title that names one of the area's zones, and the year."""
    places = area.ask("places", by="manager")["places"]
    zone = next(one["name"] for one in places if one["kind"] == "zone")
    return f"卫生检查记录表（{zone}）  2026年2月"


@pytest.mark.clause("2.4.3", "kept")
def test_a_sheet_is_kept_as_it_says_and_nothing_falls_due() -> None:
    area = ServiceArea(policy={"venue.duties": ["hygiene_round"]})

    told = come_in(area, titled(area), GOOD, apply=True)

    assert (told["added"], told["errors"]) == (4, [])
    first, second, third, rest = PastDay.objects.order_by("on")
    assert first.done == [time(8), time(10), time(12), time(14, 30)]
    assert (first.failed, first.who, first.note) == ([time(12)], "赵刚", GOOD[0][-1])
    assert (second.done, second.missed) == ([time(8), time(9, 52)], [time(12), time(14, 30)])
    assert (third.on, third.done[0], third.who) == (date(2026, 2, 4), time(8, 5), "王晓")
    assert (rest.is_rest, rest.done, rest.missed) == (True, [], [])
    assert not Miss.objects.exists()
    assert not Finding.objects.exists()
    again = come_in(area, titled(area), GOOD, apply=True)
    assert (again["added"], PastDay.objects.count()) == (0, 4)


@pytest.mark.clause("2.4.3", "refused")
def test_what_cannot_be_read_is_named_by_cell_and_nothing_comes_in() -> None:
    area = ServiceArea()
    rows: list[list[Any]] = [
        ["2026.2.6", "√", "√×", "√", "√", "赵刚", None],
        ["2026.2.7", "√", "√", "？", "25:10", "赵刚", None],
        ["2026.2.8", "√", "休", "√", "√", "赵刚", None],
        ["2月30日", "√", "√", "√", "√", "赵刚", None],
        ["2026.9.9", "√", "√", "√", "√", "赵刚", None],
        ["2026.2.9", "√", "√", "√", "√", "赵刚", None],
        ["2026.2.9", "√", "√", "√", "×", "赵刚", None],
    ]

    told = come_in(area, titled(area), rows)

    assert [(one["cell"], one["error"]) for one in told["errors"]] == [
        ("C4", "mark"),
        ("D5", "mark"),
        ("E5", "time"),
        ("C6", "mark"),
        ("A7", "date_invalid"),
        ("A8", "future"),
        ("A10", "day_twice"),
    ]
    assert told["warnings"] == []
    assert come_in(area, titled(area), rows, apply=True)["added"] == 0
    assert not PastDay.objects.exists()


def test_a_sheet_that_names_no_zone_is_asked_for_it() -> None:
    area = ServiceArea()
    told = come_in(area, "卫生检查记录表 2026年2月", GOOD[:1])
    assert [one["error"] for one in told["errors"]] == ["zone_unknown"]


def test_a_day_that_is_struck_can_come_in_anew_and_the_list_shows_what_counts() -> None:
    area = ServiceArea()
    come_in(area, titled(area), GOOD[:2], apply=True)
    page = visitor(area, "manager").get("/area/rounds/past/").content.decode()
    assert "4/4" in page
    assert "垃圾桶满" in page
    number = PastDay.objects.get(on=date(2026, 2, 2)).line_no
    area.give("strike", by="manager", register="check", register_no=number, reason="other zone")
    assert PastDay.objects.filter(struck_at=None).count() == 1
    mended = [["2026.2.2", "√", "√", "√", "√", "赵刚", None]]
    assert come_in(area, titled(area), mended, apply=True)["added"] == 1
    assert Line.objects.filter(body__contains='"do":"past_rounds"').count() == 3
