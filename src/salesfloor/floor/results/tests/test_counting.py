"""The house's count: from a spreadsheet of a thousand days, and on the page of a day (4.1.2)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.floor.results.models import Application, Counted
from salesfloor.kernel.registers import words
from tests.floor_builder import Floor
from tests.spreadsheets import SheetMade, send, workbook
from tests.visitor import visitor

pytestmark = pytest.mark.django_db
HEAD = ["工号", "日期", "完整件", "残件", "联网核查", "原因"]
FIRST = date(2026, 3, 2)
SELLERS = [f"k{number:02}" for number in range(40)]


@pytest.fixture
def centre() -> Floor:
    """Return a centre of forty, three weeks after its first day."""
    cast = {"manager": "manager", "lead": "lead", **dict.fromkeys(SELLERS, "salesperson")}
    cast["admin"] = "admin"
    floor = Floor(day=FIRST, trade="bank_cards", cast=cast)
    floor.days_on(24)
    floor.wait_until("09:00")
    return floor


def come_in(floor: Floor, rows: list[list[Any]], by: str = "manager", **more: Any) -> Any:
    file = send(floor, workbook(SheetMade("业绩清点", [HEAD, *rows], [])))
    return floor.give("import_file", by=by, kind="counts", file=file, **more)


def month(reason: str | None = None) -> list[list[Any]]:
    days = [FIRST + timedelta(days=number) for number in range(25)]
    return [[who, on, 1, 0, 2, reason] for on in days for who in SELLERS]


@pytest.mark.clause("4.1.2", "applied")
def test_a_thousand_counts_come_in_with_a_managers_reason_and_are_known_again(
    centre: Floor,
) -> None:
    assert come_in(centre, month("补录"), apply=True)["added"] == 1000
    whole = {"from": "2026-03-02", "to": "2026-03-26", "measure": "complete"}
    told = centre.ask("results", by="manager", **whole)
    assert (told["value"], told["provisional"]) == (1000, [])
    assert come_in(centre, month("补录"), apply=True)["added"] == 0
    other = [["k00", FIRST, 3, None, None, "再核"]]
    assert come_in(centre, other, apply=True)["added"] == 1
    assert come_in(centre, month("补录"), apply=True)["added"] == 1


@pytest.mark.clause("4.1.2", "refused")
def test_rows_for_oneself_and_of_days_long_ago_are_named_and_none_is_written(
    centre: Floor,
) -> None:
    rows = month()
    rows[980:990] = [["admin", FIRST + timedelta(days=24), 1, 0, 0, None]] * 10
    report = come_in(centre, rows, by="admin", apply=True)
    errors = [(one["field"], one["error"]) for one in report["errors"]]
    assert errors.count(("who", "person_unknown")) == 10
    assert errors.count(("on", "day_too_long_ago")) == 17 * 40
    assert report["added"] == Counted.objects.count() == 0


@pytest.mark.clause("4.1.2", "refused")
@pytest.mark.parametrize(
    ("row", "error"),
    [
        (["nobody", FIRST, 1, None, None, "x"], ("who", "person_unknown")),
        (["k00", "2026-03-32", 1, None, None, "x"], ("on", "date_invalid")),
        (["k00", "2026-03-27", 1, None, None, "x"], ("on", "future")),
        (["k00", FIRST, "3 件", None, None, "x"], ("complete", "figure_invalid")),
        (["k00", FIRST, -1, None, None, "x"], ("complete", "figure_invalid")),
        (["k00", FIRST, 1.5, None, None, "x"], ("complete", "figure_invalid")),
        (["k00", FIRST, None, None, None, "x"], ("complete", "figure_missing")),
        (["k00", FIRST, 1, None, None, None], ("on", "day_too_long_ago")),
        (["lead", FIRST, None, None, 5, "x"], None),
        (["K00", FIRST, "３", None, None, "x"], None),
    ],
)
def test_each_cell_that_is_wrong_is_named(
    centre: Floor, row: list[Any], error: tuple[str, str] | None
) -> None:
    report = come_in(centre, [row], apply=True)
    assert [(one["field"], one["error"]) for one in report["errors"]] == ([error] if error else [])
    assert report["added"] == (error is None)
    if error is None:
        again = come_in(centre, [row, row], apply=True)
        assert [one["error"] for one in again["errors"]] == ["count_twice"]


@pytest.mark.clause("4.1.2", "refused")
def test_who_sells_does_not_count_themselves_by_a_file(centre: Floor) -> None:
    assert centre.refusal("import_file", by="k00", kind="counts", file="0" * 64).clause == "access"


@pytest.mark.clause("4.1.2", "applied")
def test_a_day_is_counted_where_it_stands_beside_what_was_said() -> None:
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1), trade="bank_cards")
    floor.give("answer_pulse", by="a", at="17:05", complete=3, incomplete=1, tomorrow=2)
    on = floor.day.isoformat()
    manager = visitor(floor, "manager")
    page = manager.get(f"/counts/?on={on}&who=a").content.decode()
    assert 'action="/give/count_results/"' in page
    manager.post("/give/count_results/", {"who": "a", "on": on, "complete": "2", "next": "/"})
    row = Counted.objects.get()
    assert (row.complete, row.on) == (2, floor.day)
    page = manager.get(f"/counts/?on={on}").content.decode()
    assert re.search(r"<s[^>]*>3</s>\s*<b>2</b>", page)
    own = visitor(floor, "b").get(f"/counts/?on={on}").content.decode()
    assert 'action="/give/count_results/"' not in own
    assert "<b>2</b>" not in own


@pytest.mark.clause("4.1.2", "applied")
def test_applications_are_entered_and_completed_on_the_page_where_they_tell_results() -> None:
    day = day_of(timezone.now()) - timedelta(days=1)
    floor = Floor(day=day, trade="bank_cards", policy={"results.by": "applications"})
    seller = visitor(floor, "a")
    assert 'action="/give/enter_application/"' in seller.get("/counts/").content.decode()
    seller.post(
        "/give/enter_application/", {"no": "A-1", "complete": "no", "missing": "流水", "next": "/"}
    )
    page = seller.get("/counts/").content.decode()
    assert "A-1" in page
    assert "A-1" not in visitor(floor, "b").get("/counts/").content.decode()
    seller.post("/give/complete_application/", {"no": "A-1", "next": "/"})
    assert Application.objects.get().complete_at is not None
    assert "A-1" not in seller.get("/counts/").content.decode()


def test_the_register_names_the_figures_that_were_counted() -> None:
    told = words.label("count_results", "counted", "checks=3")
    assert str(told) == "Identity checks 3"
    assert str(words.label("count_results", "counted", "complete 5")) == "complete 5"
