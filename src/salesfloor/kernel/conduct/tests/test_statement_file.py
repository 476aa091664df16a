"""The statement of fines as a spreadsheet: fines, sums, who took it, what the law says (7.1.11)."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from salesfloor.base.china_time import day_of
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


def test_what_is_not_final_stands_below_with_how_it_stands() -> None:
    """Finance sees why a month's fine is not in its statement: it can be appealed, was appealed, or waived."""
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    day = str(floor.day)
    found = {"by": "manager", "who": "a", "kind": "agreement", "written_on": day}
    for form in ("F1", "F2", "F3"):
        floor.give("review_form", form=form, errors=["总价"], **found)
    for number in (1, 2):
        floor.give("appeal", by="a", fine_no=number, grounds="没有写错")
    floor.give("rule_on_appeal", by="director", fine_no=1, stands=False, reason="看错")
    page = visitor(floor, "finance").get(f"/fines/statement/{day[:7]}/")
    told = [(row["fine"].number, str(row["state"])) for row in page.context["others"]]
    assert told == [(1, "waived on appeal"), (2, "under appeal"), (3, "stands")]
    assert "可申诉到" in page.content.decode()
    assert page.context["fines"] == []
