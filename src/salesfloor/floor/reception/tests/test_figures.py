"""The floor in figures: hours, sources, phones left, courtesies, contacts in time, lapses."""

from __future__ import annotations

import csv
import re
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from salesfloor.base.china_time import day_of
from salesfloor.floor.reception.queries import figures as queries
from salesfloor.floor.reception.queries import weeks
from salesfloor.kernel.people.api import Staff
from tests.floor_builder import Floor
from tests.visitor import visitor

if TYPE_CHECKING:
    from django.test import Client

OWN, OTHER = "13800138000", "13900139000"


@pytest.fixture
def worked(db: None) -> Floor:
    """Return a floor ten days on: a's customer came again to b, a kept one plan of two, one claim lapsed."""
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=12))
    floor.sign_in("a", "b")
    floor.issue_books("a", "b")
    floor.visit("09:05", ref="v1", phone=OWN)
    floor.visit("09:20", ref="v2", phone=OTHER)
    floor.end("v1", outcome="left")
    floor.end("v2", outcome="left")
    floor.call("10:10", ref="c1")
    floor.visit("10:20", ref="v3", phone=OWN)  # a answers the call: b receives as a courtesy
    plan = (floor.day + timedelta(days=2)).isoformat()
    said = {"method": "call", "reached": True, "note": "said"}
    floor.give("follow_up", by="a", phone=OWN, next_on=plan, at="15:00", **said)
    floor.days_on(2)
    floor.give("follow_up", by="a", phone=OWN, next_on=day(floor, 2), at="15:00", **said)
    floor.days_on(8)
    floor.wait_until("12:00")
    return floor


def day(floor: Floor, ahead: int) -> str:
    return (floor.day + timedelta(days=ahead)).isoformat()


def rows(floor: Floor, per: queries.Per) -> dict[str, queries.Figures]:
    today = day_of(timezone.now())
    found = queries.figures(
        floor.site_id or 0, today - timedelta(days=29), today, per=per, today=today
    )
    return {row.name: row.figures for row in found}


@pytest.mark.clause("9.5.1.4", "kept")
def test_figures_of_persons_teams_and_the_site(worked: Floor) -> None:
    persons = rows(worked, "person")
    a, b = persons["A"], persons["B"]
    assert (a.visits, a.calls, a.phones, a.courtesy_received) == (1, 1, 1, 1)
    assert (b.visits, b.courtesy_given, b.lapses) == (2, 1, 1)
    assert (a.contacts, a.planned, a.kept, a.in_time) == (2, 2, 1, 0.5)
    assert (a.phone_rate, b.phone_rate) == (0.5, 1.0)
    whole = rows(worked, "site")[""]
    assert whole == a + b == rows(worked, "team")["T1"]


def test_hours_and_sources(worked: Floor) -> None:
    worked.give("refer", by="a", phone="13700137000", name="林", referrer=OWN)
    worked.visit(phone="13700137000")
    today = day_of(timezone.now())
    asked = (worked.site_id or 0, today - timedelta(days=29), today)
    assert queries.by_hour(*asked)[9] == (2, 0)
    assert queries.by_hour(*asked)[10] == (1, 1)
    sources = queries.by_source(*asked)
    assert sources == {"walk_in": (3, 3), "phone": (1, 0), "referral": (1, 1)}


def test_the_page_its_spreadsheets_and_who_may_not(worked: Floor) -> None:
    browser = visitor(worked, "manager")
    for per in ("person", "team", "site"):
        assert browser.get(f"/reports/figures/?per={per}").status_code == 200
    file = browser.get("/reports/figures/?as=csv").content.decode("utf-8-sig")
    assert len(file.splitlines()) == 3
    assert browser.get("/reports/figures/?as=xlsx").status_code == 200
    assert visitor(worked, "a").get("/reports/figures/").status_code == 403


@pytest.mark.clause("9.5.1.4", "kept")
def test_a_person_reads_the_own_figures_beside_the_houses_rates(worked: Floor) -> None:
    shown = visitor(worked, "a").get("/reports/mine/").content.decode()
    assert "<dd>50%</dd>" in shown, shown[shown.index("<dl") : shown.index("</dl>")]
    assert "75%" in shown, "three of the four who came to the house left a phone"
    assert visitor(worked, "manager").get("/reports/mine/").status_code == 403
    assert visitor(worked, "desk").get("/reports/mine/").status_code == 403


@pytest.mark.parametrize("per", ["person", "team", "site"])
def test_contacts_in_time_stand_by_week_on_the_page_and_in_its_spreadsheet(
    worked: Floor, per: str
) -> None:
    browser = visitor(worked, "manager")
    address = f"/reports/figures/?per={per}"
    assert "table=weeks" in browser.get(address).content.decode()
    content = browser.get(f"{address}&table=weeks&as=csv").content.decode("utf-8-sig")
    rows = [row for row in csv.reader(content.splitlines()) if len(row) == 5]
    planned = sum(int(row[2]) for row in rows[1:])
    kept = sum(int(row[3]) for row in rows[1:])
    assert (planned, kept) == (2, 1), content


def test_a_person_reads_the_own_weeks_beside_the_houses(worked: Floor) -> None:
    today = day_of(timezone.now())
    asked = (today - timedelta(days=29), today)
    a, b = (Staff.objects.get(code=code).pk for code in "ab")
    mine = weeks.own_weeks(worked.site_id or 0, a, *asked, today=today)
    others = weeks.own_weeks(worked.site_id or 0, b, *asked, today=today)
    assert sum(one.planned for one, _ in mine) == sum(house.planned for _, house in others) == 2
    assert not any(one.planned for one, _ in others)
    assert "chart is-columns" in visitor(worked, "a").get("/reports/mine/").content.decode()


def test_two_people_of_one_name_stand_apart(worked: Floor) -> None:
    Staff.objects.filter(code="b").update(name="A")
    today = day_of(timezone.now())
    asked = (worked.site_id or 0, today - timedelta(days=29), today)
    found = queries.figures(*asked, per="person", today=today)
    assert [row.name for row in found] == ["A", "A"]


def on_page(browser: Client, address: str, *, table: int = -1) -> dict[str, list[str]]:
    """Return the rows of the page's table of figures by their names, each cell as it is read."""
    shown = browser.get(address).content.decode()
    tables = re.findall(r"<table.*?</table>", shown, re.DOTALL)
    body = [one for one in tables if '<td class="number">' in one][table]
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", body[body.index("<tbody") :], re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    plain = [[re.sub(r"<[^>]+>|\s+", " ", one).strip() for one in row] for row in cells]
    return {row[0]: row[1:] for row in plain if row}


def in_book(browser: Client, address: str) -> dict[str, list[object]]:
    """Return the rows of the spreadsheet by their names, each cell as the file holds it."""
    content = browser.get(address).content
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    return {str(row[0]): list(row[1:]) for row in rows[1:] if len(row) > 1 and row[1] != ""}


@pytest.mark.parametrize("per", ["person", "team", "site"])
def test_the_spreadsheet_holds_the_figures_of_the_page_as_numbers(worked: Floor, per: str) -> None:
    browser = visitor(worked, "manager")
    page = on_page(browser, f"/reports/figures/?per={per}")
    book = in_book(browser, f"/reports/figures/?per={per}&as=xlsx")

    assert book
    assert set(book) <= set(page)
    for name, cells in book.items():
        assert all(isinstance(one, float | int) for one in cells), name
        assert [f"{one:.0f}" for one in cells] == page[name][: len(cells)], name


@pytest.mark.clause("9.1.1.4", "kept")
def test_media_stand_against_areas_with_their_sums(worked: Floor) -> None:
    for phone, area in (("13700137000", "东区"), ("13600136000", "西区")):
        worked.visit(phone=phone, area=area, medium="报纸")
    crossed = on_page(visitor(worked, "manager"), "/reports/sources/")
    assert sorted(crossed["报纸"]) == ["", "1", "1", "2"]


@pytest.mark.clause("9.1.1.4", "kept")
@pytest.mark.parametrize("by", ["area", "medium"])
def test_the_spreadsheet_of_sources_holds_the_figures_of_the_page(worked: Floor, by: str) -> None:
    worked.visit(phone="13700137000", area="东区", medium="报纸")
    browser = visitor(worked, "manager")
    book = in_book(browser, f"/reports/sources/?by={by}&as=xlsx")
    page = on_page(browser, f"/reports/sources/?by={by}", table=0)

    assert {"东区"} <= set(book) or {"报纸"} <= set(book)
    for name, cells in book.items():
        assert all(isinstance(one, float | int) for one in cells[:3]), name
        assert [f"{one:.0f}" for one in cells[:3]] == page[name][:3], name
