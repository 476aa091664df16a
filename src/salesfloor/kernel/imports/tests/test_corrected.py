"""The corrected file is the sheet as it came, with the bad cells and why."""

from __future__ import annotations

from datetime import date, time

from salesfloor.kernel.imports import workbooks
from salesfloor.kernel.imports.corrected import corrected_file
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
