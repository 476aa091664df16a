"""What is read off a cell, and what cannot be."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from salesfloor.kernel.imports import cells
from salesfloor.kernel.imports.tables import WIDER_FOOT, Column, is_data
from salesfloor.kernel.imports.unusable import UnreadableError

OF_2026 = Column("date", 0, "日期", year=2026)
YEARLESS = Column("date", 0, "日期")
YUAN = Column("total", 0, "总价(元)")
TEN_THOUSANDS = Column("total", 0, "总价(万元)", factor=10_000)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2026, 2, 1), date(2026, 2, 1)),
        (datetime(2026, 2, 1, 9, 30), date(2026, 2, 1)),  # noqa: DTZ001 - as a sheet has it
        ("2026.2.1", date(2026, 2, 1)),
        ("2026/02/01", date(2026, 2, 1)),
        ("2026-02-01", date(2026, 2, 1)),
        ("2026-02-01 00:00:00", date(2026, 2, 1)),
        ("2026年2月1日", date(2026, 2, 1)),
        ("2月1日", date(2026, 2, 1)),
        ("2.1", date(2026, 2, 1)),
        (2.1, date(2026, 2, 1)),
        ("２月１日", date(2026, 2, 1)),
        (46054.0, date(2026, 2, 1)),
        (20260201.0, date(2026, 2, 1)),
    ],
)
def test_days(cell: Any, day: date) -> None:
    assert cells.day(cell, OF_2026) == day


@pytest.mark.parametrize(
    ("cell", "column", "error"),
    [
        ("2026-02-31", OF_2026, "date_invalid"),
        ("2月30日", OF_2026, "date_invalid"),
        ("2月30日", YEARLESS, "date_invalid"),
        ("2月1日", YEARLESS, "year_missing"),
        ("2.1", YEARLESS, "year_missing"),
        ("上周", OF_2026, "date_invalid"),
        (5.0, OF_2026, "date_invalid"),
    ],
)
def test_what_is_no_day(cell: Any, column: Column, error: str) -> None:
    with pytest.raises(UnreadableError, match=error):
        cells.day(cell, column)


@pytest.mark.parametrize(
    ("cell", "clock"),
    [
        (time(9, 5), time(9, 5)),
        ("9:05", time(9, 5)),
        ("9：05", time(9, 5)),
        ("09:05:30", time(9, 5, 30)),
        (timedelta(hours=9, minutes=5), time(9, 5)),
        (0.5, time(12, 0)),
    ],
)
def test_times_of_day(cell: Any, clock: time) -> None:
    assert cells.clock(cell, YEARLESS) == clock


@pytest.mark.parametrize("cell", ["25:00", "9:75", "上午", 9.0, timedelta(hours=30)])
def test_what_is_no_time_of_day(cell: Any) -> None:
    with pytest.raises(UnreadableError, match="time_invalid"):
        cells.clock(cell, YEARLESS)


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        (13800138000.0, "13800138000"),
        ("138 0013 8000", "13800138000"),
        ("'13800138000", "13800138000"),
        (" 13800138000\xa0", "13800138000"),
        ("+8613800138000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("13800138000（微信同号）", "13800138000"),
        ("028-85550103", "02885550103"),
    ],
)
def test_phones(cell: Any, phone: str) -> None:
    assert cells.phone(cell, YEARLESS) == phone


@pytest.mark.parametrize("cell", ["未留", 1380013800.0, "1380013800", "12345678901"])
def test_what_is_no_phone(cell: Any) -> None:
    with pytest.raises(UnreadableError, match="phone_invalid"):
        cells.phone(cell, YEARLESS)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("范强先生", "范强"),
        ("王女士", "王女士"),
        ("李梅太太", "李梅"),
        (" 张三 ", "张三"),
        ("赵", "赵"),
    ],
)
def test_forms_of_address_are_no_part_of_a_name(cell: str, name: str) -> None:
    assert cells.name(cell, YEARLESS) == name


@pytest.mark.parametrize(
    ("cell", "column", "fen"),
    [
        (1911641.0, YUAN, 191164100),
        ("1,911,641", YUAN, 191164100),
        ("1911641元", YUAN, 191164100),
        ("¥6", YUAN, 600),
        ("20万", YUAN, 20_000_000),
        ("15万元", TEN_THOUSANDS, 15_000_000),
        (191.16, TEN_THOUSANDS, 191_160_000),
        ("0.005", YUAN, 1),
    ],
)
def test_amounts(cell: Any, column: Column, fen: int) -> None:
    assert cells.fen(cell, column) == fen


@pytest.mark.parametrize("cell", ["七元", "-5", 0.0, "1,23", "", "1e9"])
def test_what_is_no_amount(cell: Any) -> None:
    with pytest.raises(UnreadableError, match="number_invalid"):
        cells.fen(cell, YUAN)


def test_an_area_loses_its_unit() -> None:
    assert cells.area("207.82㎡", YUAN) == Decimal("207.82")


def test_a_formula_is_its_text() -> None:
    assert cells.text("=1+1", YEARLESS) == "=1+1"


def test_a_text_with_a_direction_mark_is_refused() -> None:
    with pytest.raises(UnreadableError, match="text_invalid"):
        cells.text("ab\u202ecd", YEARLESS)


@pytest.mark.parametrize(
    ("first", "counts"),
    [
        ("注塑机", True),
        ("注：√为合格", False),
        ("注1", False),
        ("注", False),
        ("平均分", False),
        ("制表人 李", False),
        ("备注 新购", False),
        ("合计", False),
        ("", False),
        ("水泵", True),
    ],
)
def test_what_stands_below_the_data_is_none(first: str, counts: bool) -> None:
    assert is_data(["", first, "1" if first else ""], WIDER_FOOT) is counts
