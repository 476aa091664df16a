"""The shelf and the volumes, by who looks."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from salesfloor.kernel.registers.models import Line
from tests.visitor import piece, visitor

if TYPE_CHECKING:
    from tests.floor_builder import Floor

VISIT = "/registers/visit/1/"


@pytest.fixture
def written(floor: Floor) -> Floor:
    """Return a floor with three visits: two by turn, one that nobody was free for."""
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1", name="=cmd", phone="138 0013 8000", area="城东")
    floor.visit("09:10", ref="v2", name="李雷", phone="13900001111")
    floor.visit("09:20", ref="v3", name="韩梅梅", phone="13700002222")
    floor.end("v1", at="09:40")
    return floor


def custody_lines() -> list[str]:
    lines = Line.objects.filter(book__kind="custody").order_by("line_no")
    return list(lines.values_list("body", flat=True))


@pytest.mark.clause("3.2.3.1", "kept")
def test_the_shelf_shows_every_register_with_its_volumes(written: Floor) -> None:
    page = visitor(written, "manager").get("/registers/")

    assert page.status_code == 200
    shown = page.content.decode()
    for kind in ("visit", "sign_in", "floor", "books"):
        assert f'id="register-{kind}"' in shown
    assert "3 / 1000" in shown or "3 of 1000" in shown or "1000" in shown


@pytest.mark.clause("3.2.3.4", "kept")
def test_a_manager_reads_after_leaving_a_trace(written: Floor) -> None:
    browser = visitor(written, "manager")

    closed = browser.get(VISIT).content.decode()
    assert "139****1111" not in closed
    assert custody_lines() == []

    opened = browser.post(f"{VISIT}read/", {"key": "k1"}, follow=True).content.decode()
    assert "139****1111" in opened
    assert "13900001111" not in opened
    assert custody_lines() == ['{"do":"read","pages":"","volume":"S1/visit/1"}']


def test_a_trace_opens_one_volume_for_one_person(written: Floor) -> None:
    browser = visitor(written, "manager")
    browser.post(f"{VISIT}read/", {"key": "k1"})

    assert "139****1111" in browser.get(VISIT).content.decode()
    assert 'class="ruled' not in browser.get("/registers/floor/1/").content.decode()
    assert "139****1111" not in visitor(written, "director").get(VISIT).content.decode()


@pytest.mark.clause("3.2.3.4", "refused")
def test_nobody_below_the_manager_opens_prints_or_exports(written: Floor) -> None:
    for name in ("a", "lead", "desk", "admin"):
        browser = visitor(written, name)
        for what in ("read", "print", "export", "hand-in"):
            assert browser.post(f"{VISIT}{what}/", {"key": what}).status_code == 422
        assert browser.post("/registers/custody/", {"to": "a"}).status_code == 422
    assert custody_lines() == []


def test_a_consultant_sees_only_own_lines(written: Floor) -> None:
    own = visitor(written, "a").get(VISIT).content.decode()

    assert "138****8000" in own
    assert "139****1111" not in own


def test_the_desk_sees_only_lines_of_today(written: Floor) -> None:
    browser = visitor(written, "desk")

    assert "139****1111" not in browser.get(VISIT).content.decode()
    assert browser.get("/registers/floor/1/").status_code == 404


def test_what_came_of_a_waiting_customer_stands_on_the_line(written: Floor) -> None:
    browser = visitor(written, "manager")
    shown = browser.post(f"{VISIT}read/", {"key": "k"}, follow=True).content.decode()

    line = shown[shown.index('id="line-3"') :]
    journal = Line.objects.get(book__kind="floor", body__contains='"do":"assigned"')
    assert f"No. {journal.line_no}" in line or f"{journal.line_no}" in line


@pytest.mark.case(80)
def test_volumes_of_another_site_are_not_there(written: Floor) -> None:
    other = type(written)("S2", prefix="x-")
    browser = visitor(other, "manager")

    assert browser.get(VISIT).status_code == 404
    assert browser.get("/registers/visit/line/1/").status_code == 404
    assert browser.post(f"{VISIT}read/", {"key": "k"}).status_code == 404
    assert browser.post(f"{VISIT}export/", {"key": "k"}).status_code == 404


def test_a_line_is_found_by_its_number(written: Floor) -> None:
    browser = visitor(written, "manager")

    found = browser.get("/registers/visit/line/2/")
    assert found.headers["Location"] == f"{VISIT}?line=2#line-2"
    assert browser.get("/registers/visit/line/4/").status_code == 404
    assert browser.get(VISIT, {"line": "9" * 5_000}).status_code == 200


@pytest.mark.clause("3.2.3.3", "kept")
def test_a_struck_line_stays_readable_with_what_strikes_it(written: Floor) -> None:
    desk, manager = visitor(written, "desk"), visitor(written, "manager")

    struck = piece(desk, "/registers/visit/line/2/strike/", reason="Wrong person", key="k1")
    assert struck.status_code == 204
    again = piece(desk, "/registers/visit/line/2/strike/", reason="Once more", key="k2")
    assert again.status_code == 422
    assert again.headers["X-Refused-By"] == "3.2.3.3"

    shown = manager.post(f"{VISIT}read/", {"key": "k"}, follow=True).content.decode()
    assert shown.count("is-struck") == 1
    assert "Wrong person" in shown
    assert "139****1111" in shown


def test_a_form_sent_twice_strikes_once(written: Floor) -> None:
    desk = visitor(written, "desk")
    for _ in range(2):
        assert (
            piece(desk, "/registers/visit/line/1/strike/", reason="Typo", key="k1").status_code
            == 204
        )
    assert Line.objects.filter(kind="correction").count() == 1


@pytest.mark.clause("3.2.3.5", "refused")
def test_a_volume_that_is_not_full_is_not_handed_in(written: Floor) -> None:
    refused = piece(visitor(written, "manager"), f"{VISIT}hand-in/", key="k")

    assert refused.status_code == 422
    assert refused.headers["X-Refused-By"] == "3.2.3.5"


@pytest.mark.clause("3.2.3.5", "kept")
def test_a_full_volume_waits_on_the_managers_shelf(db: None) -> None:
    from tests.floor_builder import Floor as Built  # noqa: PLC0415 - with its own policy

    floor = Built(policy={"register.lines_per_volume": 2})
    floor.visit("09:05", ref="v1")
    floor.visit("09:06", ref="v2")
    browser = visitor(floor, "manager")

    assert f'hx-post="{VISIT}hand-in/"' in browser.get("/registers/").content.decode()
    assert piece(browser, f"{VISIT}hand-in/", key="k").status_code == 204
    assert f'hx-post="{VISIT}hand-in/"' not in browser.get("/registers/").content.decode()


def test_custody_is_handed_over_on_record(written: Floor) -> None:
    browser = visitor(written, "manager")

    assert "Director" in browser.get("/registers/custody/").content.decode()
    assert (
        piece(browser, "/registers/custody/", to="director", reason="Leave", key="k").status_code
        == 204
    )
    assert "<b>Director</b>" in browser.get("/registers/").content.decode()


def test_a_print_is_a_pdf_and_on_record(written: Floor) -> None:
    browser = visitor(written, "manager")

    paper = browser.post(f"{VISIT}print/", {"first": "1", "last": "1", "key": "k"})
    assert paper.headers["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")
    assert custody_lines() == ['{"do":"print","pages":"1-1","volume":"S1/visit/1"}']
    assert browser.post(f"{VISIT}print/", {"first": "9", "key": "k2"}).status_code == 422


@pytest.mark.case(64)
def test_an_export_holds_no_formula(written: Floor) -> None:
    table = visitor(written, "manager").post(f"{VISIT}export/", {"key": "k"})

    rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert len(rows) == 4
    assert rows[1][2] == "'=cmd"
    assert rows[1][3] == "138****8000"
    assert custody_lines() == ['{"do":"export","pages":"","volume":"S1/visit/1"}']


def test_a_bundle_leaves_the_house_without_names_and_on_record(written: Floor) -> None:
    manager = visitor(written, "manager")

    taken = manager.post("/registers/bundle/", {"key": "k"})
    with zipfile.ZipFile(io.BytesIO(taken.content)) as bundle:
        told = b"".join(bundle.read(name) for name in bundle.namelist())
    assert "offline_verifier.py" in bundle.namelist()
    assert b"13900001111" not in told
    assert custody_lines() == ['{"do":"export","values":false,"volume":"*"}']
    assert visitor(written, "a").post("/registers/bundle/", {"key": "k"}).status_code == 422


def test_the_page_says_whether_everything_fits(written: Floor) -> None:
    found = visitor(written, "a").get("/registers/verify/", headers={"HX-Request": "true"})

    assert found.status_code == 200
    assert "is-good" in found.content.decode()


@pytest.mark.parametrize("query", ["?page=2", "?page=0", "?line=99", "?no=0"])
def test_pages_that_are_not_there_are_not_found(written: Floor, query: str) -> None:
    browser = visitor(written, "manager")
    browser.post(f"{VISIT}read/", {"key": "k"})

    assert browser.get(VISIT + query).status_code == 404


def test_a_page_costs_the_same_however_much_is_on_it(floor: Floor) -> None:
    floor.visit("09:05", ref="v1", phone="13800000001")
    browser = visitor(floor, "manager")
    browser.post(f"{VISIT}read/", {"key": "k"})
    browser.get(VISIT)
    with CaptureQueriesContext(connection) as one:
        browser.get(VISIT)
    floor.visit("09:06", ref="v2", phone="13800000002")
    floor.visit("09:07", ref="v3", phone="13800000003")
    with CaptureQueriesContext(connection) as three:
        browser.get(VISIT)

    assert len(three) == len(one)
    assert len(three) <= 12
