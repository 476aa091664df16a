"""Where a table begins, by which words its columns are known, which rows are data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from salesfloor.kernel.imports import tables, workbooks
from salesfloor.kernel.imports.kinds import sheet_kinds
from tests.spreadsheets import SheetMade, workbook

if TYPE_CHECKING:
    from salesfloor.kernel.imports.tables import Table

HEADER = ["序号", "日期", "时间", "客户姓名", "联系电话", "接待人", "备注"]


def table_of(made: SheetMade, mapping: dict[str, Any] | None = None) -> Table:
    (sheet,) = workbooks.sheets_of(workbook(made), "old.xlsx")
    return tables.find(sheet, sheet_kinds(), mapping)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("来访登记", "visit"), ("到访", "visit"), ("来电登记", "call"), ("员工名单", "staff")],
)
def test_a_sheet_says_by_its_name_what_it_is(name: str, kind: str) -> None:
    header = HEADER if kind != "staff" else ["姓名", "岗位", "组别", "电话"]

    found = table_of(SheetMade(name, [header]))

    assert found.kind is not None
    assert found.kind.name == kind


def test_else_by_its_headers_and_its_title() -> None:
    rows = [["来电登记表（2026年2月）"], HEADER]

    found = table_of(SheetMade("Sheet1", rows))

    assert found.kind is not None
    assert (found.kind.name, found.header_row) == ("call", 2)


def test_other_sheets_are_left_alone() -> None:
    assert table_of(SheetMade("填表说明", [["本表每日更新"]])).kind is None


@pytest.mark.parametrize("header", [["姓名", "岗位", "组别"], ["姓名", "职务"]])
def test_a_short_list_with_all_that_is_needed_is_a_table(header: list[str]) -> None:
    found = table_of(SheetMade("Sheet1", [header]))

    assert found.kind is not None
    assert (found.kind.name, found.header_row) == ("staff", 1)


def test_a_header_of_two_lines_is_its_lower_one() -> None:
    rows = [
        ["来访登记表 2025年"],
        ["序号", "日期", "时间", "客户", None, "接待人", "备注"],
        [None, None, None, "姓名", "电话（手机）", None, None],
        [1, "2月1日", "9:05", "王小明", "13800138000", "甲", None],
    ]
    merged = [(0, 0, 0, 6), (1, 3, 1, 4), *((1, c, 2, c) for c in (0, 1, 2, 5, 6))]

    found = table_of(SheetMade("来访", rows, merged))

    assert found.header_row == 3
    assert {name: one.letters for name, one in found.columns.items()} == {
        "date": "B",
        "time": "C",
        "name": "D",
        "phone": "E",
        "receiver": "F",
        "note": "G",
    }
    assert found.columns["date"].year == 2025
    assert [number for number, _ in found.rows()] == [4]


def test_sums_notes_and_blank_rows_are_no_data() -> None:
    rows = [
        HEADER,
        ["合计", 3],
        [],
        ["注：以登记为准"],
        ["备注：无"],
        ["小计"],
        ["总计"],
        [1, "2.1"],
    ]

    assert [number for number, _ in table_of(SheetMade("来访", rows)).rows()] == [8]


def test_a_header_deeper_than_twenty_rows_is_none() -> None:
    assert table_of(SheetMade("来访", [[""]] * 20 + [["x"]] + [HEADER])).header_row is None
    assert table_of(SheetMade("来访", [["x"]] * 19 + [HEADER])).header_row == 20


def test_a_mapping_is_remembered_for_a_row_of_headers() -> None:
    header = ["日期", "时间", "姓名", "电话", "谁接的"]
    found = table_of(SheetMade("来访", [header]))
    assert found.kind is not None
    assert "receiver" not in found.columns

    again = table_of(
        SheetMade("来访", [header]), {tables.key_of(found.kind, header): {"receiver": "谁接的"}}
    )

    assert again.columns["receiver"].letters == "E"


@pytest.mark.parametrize(
    ("header", "letters"),
    [
        (["谁接的", "姓名", "日期", "时间", "电话"], "A"),
        (["序号", "日期", "时间", "姓名", "电话", "备注", "谁接的"], "G"),
        (["日期", "时间", "姓名", "电话", "谁接的", "接待人"], "F"),
        (["日期", "时间", "姓名", "电话", "谁倒的茶"], None),
    ],
    ids=["another order", "more columns", "its own word goes before", "another word"],
)
def test_words_that_were_confirmed_are_known_in_another_row_of_headers(
    header: list[str], letters: str | None
) -> None:
    before = ["日期", "时间", "姓名", "电话", "谁接的"]
    kind = table_of(SheetMade("来访", [before])).kind
    assert kind is not None
    confirmed = {tables.key_of(kind, before): {"receiver": "E", "note": ""}}

    found = table_of(SheetMade("来访", [header]), confirmed).columns.get("receiver")
    assert (found.letters if found else None) == letters
