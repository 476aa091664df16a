"""The statement of fines as a spreadsheet: fines, sums, who took it, what the law says (7.1.11)."""

from __future__ import annotations

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = [pytest.mark.django_db, pytest.mark.clause("7.1.11", "applied")]


def test_finance_takes_fines_and_sums(floor: Floor) -> None:
    floor.give(
        "review_form",
        by="manager",
        who="a",
        form="=F1",
        kind="agreement",
        written_on="2026-03-01",
        errors=["总价", "日期"],
    )
    floor.days_on(20)
    floor.wait_until("08:00")
    answer = visitor(floor, "finance").get("/fines/statement/2026-03/?as=xlsx")
    assert answer.status_code == 200
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    fines, sums = (book.get_sheet_by_index(number).to_python() for number in (0, 1))
    assert [str(cell) for cell in fines[1][:2]] == ["2026-03", "a"]
    assert "=F1" in fines[1]
    assert 40 in fines[1]
    assert "总价; 日期" in fines[1]
    assert 40 in sums[1]
    below = " ".join(str(cell) for row in fines[2:] for cell in row if cell)
    assert "2008" in below
    assert "Finance" in below
    assert visitor(floor, "a").get("/fines/statement/2026-03/?as=xlsx").status_code == 403
