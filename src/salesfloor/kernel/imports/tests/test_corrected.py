"""The corrected file is the sheet as it came, with the bad cells and why."""

from __future__ import annotations

import zipfile
from datetime import date, time
from io import BytesIO

from salesfloor.kernel.imports import workbooks
from salesfloor.kernel.imports.corrected import LONGEST_TEXT, corrected_file, sheet_name
from tests.spreadsheets import SheetMade, workbook

CAME = workbook(
    SheetMade(
        "来访",
        [
            ["标题"],
            ["日期", "时间", "电话"],
            [date(2026, 2, 1), time(9, 5), "未留"],
            ["2.1", "x", "=1+1"],
        ],
    )
)
ERRORS = [
    {"sheet": "来访", "row": 3, "cell": "C3", "field": "phone", "error": "phone_invalid"},
    {"sheet": "来访", "row": 4, "cell": "B4", "field": "time", "error": "time_invalid"},
    {"sheet": "来访", "row": 4, "cell": "", "field": "receiver", "error": "receiver_unknown"},
]


def test_values_stay_and_reasons_stand_behind() -> None:
    (sheet,) = workbooks.sheets_of(corrected_file(CAME, "old.xlsx", ERRORS), "old.xlsx")
    rows = [row for _, row in sheet.as_it_stands()]

    assert rows[0][0] == "标题"
    assert rows[2][:3] == [date(2026, 2, 1), time(9, 5), "未留"]
    assert rows[3][:3] == ["2.1", "x", "=1+1"]
    assert rows[1][3] == ""
    assert "；" in rows[3][3]


def test_sheets_whose_names_a_workbook_takes_for_one_stay_apart() -> None:
    came = workbook(
        SheetMade("A'b", [["1"]]), SheetMade("Ab", [["2"]]), SheetMade("x" * 31, [["3"]])
    )
    sheets = list(workbooks.sheets_of(corrected_file(came, "old.xlsx", []), "old.xlsx"))
    assert [one.name for one in sheets] == ["Ab", "Ab 2", "x" * 31]
    assert sheet_name("xX" * 20, {"xx" * 15 + "x"}) == "xX" * 14 + "x 2"


def test_a_number_that_is_none_and_a_text_that_is_too_long_are_given_back_as_texts() -> None:
    came = b"a,b\n" + b"x" * 40_000 + b",1\n"
    (sheet,) = workbooks.sheets_of(corrected_file(came, "old.csv", []), "old.csv")
    assert len(next(row for number, row in sheet.as_it_stands() if number == 1)[0]) == LONGEST_TEXT
    broken = with_cell(workbook(SheetMade("来访", [[7]])), b"<v>7</v>", b"<v>NaN</v>")
    (sheet,) = workbooks.sheets_of(corrected_file(broken, "old.xlsx", []), "old.xlsx")
    assert [row for _, row in sheet.as_it_stands()] == [["nan"]]


def with_cell(content: bytes, before: bytes, after: bytes) -> bytes:
    """Return a workbook in whose first sheet some bytes are others."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as packed, zipfile.ZipFile(made, "w") as anew:
        for part in packed.namelist():
            is_sheet = part.endswith("sheet1.xml")
            kept = packed.read(part)
            anew.writestr(part, kept.replace(before, after) if is_sheet else kept)
    return made.getvalue()
