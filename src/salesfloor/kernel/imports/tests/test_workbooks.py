"""Which files come in, and what is read of their sheets before anybody judges it."""

from __future__ import annotations

from typing import Any

import pytest

from salesfloor.kernel.imports import scanning, workbooks
from salesfloor.kernel.imports.unusable import NoSheetError, Why
from tests.spreadsheets import SheetMade, with_part_replaced, with_parts, workbook

SMALL = workbook(SheetMade("a", [["x", 1.5], ["", "=1+1"]]))
PART = "xl/worksheets/sheet1.xml"
TEXTS_PART = "xl/sharedStrings.xml"
_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


def rows_of(content: bytes, name: str = "old.xlsx") -> list[list[Any]]:
    return [row for sheet in workbooks.sheets_of(content, name) for _, row in sheet.numbered()]


def why(content: bytes, name: str = "old.xlsx") -> Why:
    with pytest.raises(NoSheetError) as caught:
        rows_of(content, name)
    return caught.value.why


def sheet_of(rows: str) -> bytes:
    return with_part_replaced(SMALL, PART, _SHEET.format(rows).encode())


def test_formulas_are_read_as_their_text() -> None:
    assert rows_of(SMALL) == [["x", 1.5], ["", "=1+1"]]


def test_a_cell_merged_downwards_has_its_value_in_each_row() -> None:
    rows = [
        ["楼栋", "房号"],
        ["1#", "101"],
        [None, "102"],
        [None, None],
        [None, "201"],
        ["2#", "101"],
    ]
    merged = workbook(SheetMade("a", rows, [(1, 0, 4, 0)]))

    found = [row[0] for row in rows_of(merged)]

    assert found == ["楼栋", "1#", "1#", "", "1#", "2#"]


def test_what_begins_below_and_to_the_right_keeps_its_place() -> None:
    assert rows_of(workbook(SheetMade("a", [[], [None, None, "x"]]))) == [
        ["", "", ""],
        ["", "", "x"],
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_texts_of_several_encodings_and_signs(encoding: str, sign: str) -> None:
    text = f"姓名{sign}岗位\r\n张三{sign}前台\r\n"

    assert rows_of(text.encode(encoding), "人员.csv") == [["姓名", "岗位"], ["张三", "前台"]]


@pytest.mark.case(63)
def test_what_must_not_be_opened_is_refused_before_it_is() -> None:
    deep = sheet_of('<row r="1000000000"><c r="A1000000000"><v>1</v></c></row>')
    wide = sheet_of('<row r="1"><c r="XFD1"><v>1</v></c></row>')
    entity = with_part_replaced(
        SMALL,
        PART,
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet>&b;</worksheet>',
    )
    bomb = with_parts(SMALL, xl__media__big=b"0" * (scanning.UNPACKED + 1))

    assert why(deep) in {Why.TOO_MANY_ROWS, Why.BROKEN}
    assert why(wide) is Why.TOO_MANY_ROWS
    assert why(entity) is Why.BROKEN
    assert why(bomb) is Why.TOO_MUCH_INSIDE
    assert why(with_parts(SMALL, **{"xl__vbaProject.bin": b"x"})) is Why.MACROS
    assert why(with_parts(SMALL, **{"xl__externalLinks__externalLink1.xml": b"<a/>"})) is Why.LINKS
    assert why(with_parts(SMALL, **{"..__..__x": b"x"})) is Why.BROKEN
    assert why(with_parts(SMALL, **{"C:__x": b"x"})) is Why.BROKEN


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Why.EMPTY),
        (b"\xd0\xcf\x11\xe0 old", Why.OLD_KIND),
        (b"PK\x03\x04 broken", Why.BROKEN),
        (b"one word", Why.OTHER_KIND),
        (b"a,b\x00", Why.OTHER_KIND),
        (b'{"a": 1, "b": 2}', Why.OTHER_KIND),
        (b' [{"a": 1, "b": 2}]', Why.OTHER_KIND),
        (b"<html><td>a, b</td></html>", Why.OTHER_KIND),
        (b"\xff\xfe\x00\xd8", Why.OTHER_KIND),
    ],
)
def test_what_is_no_spreadsheet(content: bytes, reason: Why) -> None:
    assert why(content, "x.csv") is reason


FAR = '<row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'
ROW = '<row r="1"><c r="A1" t="s"><v>{}</v></c></row>'
TEXTS = "<sst><si><t>a</t></si><si><t>{}</t></si></sst>"


@pytest.mark.case(63)
@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (FAR.format(1, "A") + FAR.format(scanning.ROWS, "GR"), Why.TOO_MUCH_INSIDE),
        ('<row r="1"><c r="A1048576"><v>1</v></c></row>', Why.TOO_MANY_ROWS),
        (FAR.format(1, "A") * (scanning.ROWS + 1), Why.TOO_MANY_ROWS),
        ('<row r="1">' + '<c r="A1"><v>1</v></c>' * 201 + "</row>", Why.TOO_MANY_ROWS),
        ('<row r="1">' + '<c r="A1"><f>1</f></c>' * 201 + "</row>", Why.TOO_MANY_ROWS),
        ("<row><c><f>1</f></c></row>" * (scanning.ROWS + 1), Why.TOO_MANY_ROWS),
        (f'<row r="{"9" * 5000}"><c><f>1</f></c></row>', Why.BROKEN),
        ('<x:row xmlns:x="y" r="1"><x:c r="XFD1"/></x:row>', Why.TOO_MANY_ROWS),
    ],
)
def test_a_small_sheet_comes_to_no_more_than_a_large_one(rows: str, reason: Why) -> None:
    assert why(sheet_of(rows)) is reason


@pytest.mark.case(63)
@pytest.mark.parametrize("name", ["XL__worksheets__sheet1.xml", "xl__worksheets__sub__s.dat"])
def test_every_part_that_a_reader_takes_for_a_sheet_is_looked_through(name: str) -> None:
    wide = _SHEET.format(FAR.format(1, "XFD")).encode()
    assert why(with_parts(SMALL, **{name: wide})) in {Why.TOO_MANY_ROWS, Why.BROKEN}


@pytest.mark.case(63)
def test_texts_that_cells_share_are_counted_for_each_cell() -> None:
    long = with_part_replaced(
        sheet_of(ROW.format(1)), TEXTS_PART, TEXTS.format("y" * 32_768).encode()
    )
    assert why(long) is Why.TOO_MUCH_INSIDE
    texts = TEXTS.format("y" * 32_000).encode()
    many, few = (
        with_part_replaced(sheet_of(ROW.format(number) * 7_000), TEXTS_PART, texts)
        for number in (1, 0)
    )
    assert why(many) is Why.TOO_MUCH_INSIDE
    assert rows_of(few)[0] == ["a"]


def test_no_more_rows_than_are_taken() -> None:
    assert why(b"a,b\n" * (scanning.ROWS + 1), "x.csv") is Why.TOO_MANY_ROWS


@pytest.mark.case(95)
@pytest.mark.parametrize("name", ["../../x.csv", "/etc/x.csv", "..\\..\\x.csv", "a\0x.csv"])
def test_a_file_names_nothing_but_its_sheet(name: str) -> None:
    (sheet,) = workbooks.sheets_of(b"a,b\n", name)

    assert sheet.name in {"x", "ax"}
