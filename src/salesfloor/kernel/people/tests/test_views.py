"""People's pages, by who looks and who may."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.kernel.people.models import Account, Site, Staff
from salesfloor.kernel.rulebook import api as rulebook
from tests.visitor import piece, visitor

if TYPE_CHECKING:
    from tests.floor_builder import Floor

OF_A = "/people/of/a/"


@pytest.mark.clause("3.1.1", "kept")
def test_the_page_shows_teams_people_and_vacancies(floor: Floor) -> None:
    floor.give("staff", code="loose", name="Loose", post="salesperson")
    shown = visitor(floor, "manager").get("/people/").content.decode()

    for name in ("T1", "Lead", "Director", "Loose"):
        assert name in shown
    assert 'class="panel vacancy"' in shown


def test_a_team_whose_lead_left_is_a_vacancy(floor: Floor) -> None:
    Staff.objects.filter(code="lead").update(left_at=floor.now)

    shown = visitor(floor, "manager").get("/people/").content.decode()
    assert 'class="panel vacancy"' in shown


def test_a_loan_shows_at_both_ends_until_it_ends(floor: Floor) -> None:
    floor.give("staff", code="lead2", name="Second", post="lead", team="T2")
    until = (day_of(timezone.now()) + timedelta(days=9)).isoformat()
    floor.give("lend", by="manager", who="a", team="T2", until=until, reason="Fair")
    browser = visitor(floor, "manager")

    shown = browser.get("/people/").content.decode()
    assert 'class="is-guest"' in shown
    assert shown.count('href="/people/of/a/"') == 2
    assert "Fair" in browser.get(OF_A).content.decode()


@pytest.mark.parametrize("name", ["a", "desk", "finance", "quality"])
def test_the_page_is_not_for_everybody(floor: Floor, name: str) -> None:
    browser = visitor(floor, name)

    assert browser.get("/people/").status_code == 403
    assert browser.get(OF_A).status_code == 403
    assert piece(browser, f"{OF_A}transfer/", team="T1", reason="x").status_code == 422


@pytest.mark.case(80)
def test_people_of_another_site_are_not_there(floor: Floor) -> None:
    other = type(floor)("S2", prefix="x-")
    browser = visitor(other, "manager")

    for code in ("a", "nobody"):
        assert browser.get(f"/people/of/{code}/").status_code == 404
        assert piece(browser, f"/people/of/{code}/set_pin/", pin="2750", key="k").status_code == 404
    assert "Sales office S1" not in browser.get("/people/").content.decode()


def test_leads_look_and_do_nothing(floor: Floor) -> None:
    browser = visitor(floor, "lead")

    assert "hx-post" not in browser.get(OF_A).content.decode()
    assert piece(browser, f"{OF_A}leave_job/", hand_over_to="b", key="k").status_code == 422


def test_a_transfer_is_made_and_shown(floor: Floor) -> None:
    floor.give("staff", code="lead2", name="Second", post="lead", team="T2")
    browser = visitor(floor, "manager")

    assert (
        piece(browser, f"{OF_A}transfer/", team="T2", reason="Balance", key="k").status_code == 204
    )
    assert "Balance" in browser.get(OF_A).content.decode()


def test_fields_that_a_form_does_not_have_are_left_out(floor: Floor) -> None:
    browser = visitor(floor, "manager")
    form = {"pin": "2750", "post": "general_manager", "who": "director", "key": "k"}

    assert piece(browser, f"{OF_A}set_pin/", **form).status_code == 204
    assert Staff.objects.get(code="a").pin_hash
    assert not Staff.objects.get(code="director").pin_hash


def test_books_are_issued_and_taken_back_by_administration(floor: Floor) -> None:
    admin = visitor(floor, "admin")

    assert piece(admin, f"{OF_A}issue_book/", key="k1").status_code == 204
    assert piece(admin, f"{OF_A}issue_book/", key="k2").headers["X-Refused-By"] == "3.4.3.1"
    assert piece(visitor(floor, "manager"), f"{OF_A}issue_book/", key="k").status_code == 422
    assert 'value="1"' in admin.get(OF_A).content.decode()
    assert piece(admin, f"{OF_A}return_book/", book="1", key="k3").status_code == 204


@pytest.mark.clause("3.4.3.6", "refused")
def test_nobody_leaves_with_a_book(floor: Floor) -> None:
    floor.issue_books("a")
    browser = visitor(floor, "manager")
    assert f"{OF_A}leave_job/" in browser.get(OF_A).content.decode()

    refused = piece(browser, f"{OF_A}leave_job/", hand_over_to="b", key="k")
    assert refused.headers["X-Refused-By"] == "3.4.3.6"
    floor.give("return_book", by="admin", book=1)
    left = piece(browser, f"{OF_A}leave_job/", hand_over_to="b", key="k2")
    assert left.headers["HX-Redirect"] == "/people/"
    assert browser.get(OF_A).status_code == 404


def test_an_account_is_opened_with_the_password_on_the_form(floor: Floor) -> None:
    browser = visitor(floor, "manager")
    form = {"password": "quiet-river-81", "key": "k"}

    assert piece(browser, f"{OF_A}open_account/", **form).status_code == 204
    assert Account.objects.get(username="a").check_password("quiet-river-81")
    assert "quiet-river-81" not in browser.get(OF_A).content.decode()


def test_somebody_is_taken_on(floor: Floor) -> None:
    browser = visitor(floor, "admin")
    form = {"name": "新人", "code": "new", "post": "salesperson", "team": "T1", "key": "k"}

    assert browser.get("/people/new/").status_code == 200
    assert piece(browser, "/people/new/", **form).headers["HX-Redirect"] == "/people/of/new/"
    assert Staff.objects.get(code="new").pinyin == "xin ren"
    assert visitor(floor, "manager").get("/people/new/").status_code == 403


def test_everybody_sets_their_own_pin(floor: Floor) -> None:
    browser = visitor(floor, "a")

    assert browser.get("/people/me/").status_code == 200
    assert piece(browser, "/people/me/", pin="1111", key="k1").status_code == 422
    assert piece(browser, "/people/me/", pin="2750", key="k2").status_code == 204
    assert Staff.objects.get(code="a").pin_hash


def test_the_site_is_changed_by_those_who_run_it(floor: Floor) -> None:
    floor.wait_until(timezone.now())
    connection.check_constraints()
    form = {"name": "Riverside", "opens": "08:30", "closes": "18:00", "key": "k"}

    assert visitor(floor, "a").get("/people/site/").status_code == 403
    assert piece(visitor(floor, "manager"), "/people/site/", **form).status_code == 204
    assert "Riverside" in visitor(floor, "a").get("/people/me/").content.decode()


def test_a_site_is_opened_and_looked_at(floor: Floor) -> None:
    form = {"code": "N1", "name": "North", "trade": "real_estate", "opens": "09:00"}
    director = visitor(floor, "director")
    assert visitor(floor, "manager").get("/people/site/new/").status_code == 403
    assert "North" not in director.get("/people/").content.decode()
    assert "/people/site/new/" in director.get("/settings/").content.decode()
    answer = piece(director, "/people/site/new/", **form, closes="18:00", key="k")
    assert answer["HX-Redirect"] == "/duties/introduce/"
    shown = director.get("/people/").content.decode()
    assert "North" in shown
    assert "/imports/" in shown


@pytest.mark.parametrize("address", ["/people/", OF_A])
def test_a_page_costs_the_same_however_many_there_are(floor: Floor, address: str) -> None:
    browser = visitor(floor, "manager")
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for number in range(3):
        floor.give("staff", code=f"n{number}", name="N", post="salesperson", team="T1")
    with CaptureQueriesContext(connection) as more:
        browser.get(address)

    assert len(more) == len(few)
    assert len(more) <= 16


def test_accounts_are_opened_together_and_their_passwords_are_shown_once(floor: Floor) -> None:
    browser = visitor(floor, "manager")
    offered = browser.get("/people/accounts/").content.decode()
    assert 'value="a"' in offered
    assert 'value="director"' not in offered
    assert 'value="manager"' not in offered
    assert "/people/accounts/" in browser.get("/people/").content.decode()

    sent = {"who": ["a", "b", "director"], "key": "once"}
    shown = browser.post("/people/accounts/", sent)
    passwords = re.findall(r"<code>(\w{4}-\w{4}-\w{4})</code>", shown.content.decode())
    assert len(set(passwords)) == 2
    assert shown["Cache-Control"] == "no-store"
    for code, password in zip(("a", "b"), passwords, strict=True):
        account = Account.objects.get(staff__code=code)
        assert account.check_password(password)
        assert account.must_change
    assert not Account.objects.filter(staff__code="director").exists()

    again = browser.post("/people/accounts/", sent).content.decode()
    assert not re.search(r"<code>\w{4}-\w{4}-\w{4}</code>", again)
    assert Account.objects.get(staff__code="a").check_password(passwords[0])


@pytest.mark.parametrize("who", ["a", "lead", "desk"])
def test_accounts_are_opened_by_those_above_only(floor: Floor, who: str) -> None:
    answer = visitor(floor, who).post("/people/accounts/", {"who": ["b"]})
    assert answer.status_code == 403 or answer.headers["X-Refused-By"] == "access"
    assert not Account.objects.filter(staff__code="b").exists()


def test_a_card_centre_that_is_opened_counts_complete_applications(floor: Floor) -> None:
    director = visitor(floor, "director")
    form = {"code": "BC", "name": "Centre", "trade": "bank_cards", "opens": "09:00"}
    piece(director, "/people/site/new/", **form, closes="18:00", key="k")
    site = Site.objects.get(code="BC")
    assert rulebook.policies(site.pk, timezone.now())["target.measure"] == "complete"


def test_who_notes_conduct_is_offered_those_below(floor: Floor) -> None:
    page = visitor(floor, "lead").get("/give/observe/").content.decode()
    form = page[page.index("observe-who") :]
    offered = form[: form.index("</select>")]
    assert 'value="a"' in offered
    assert 'value="manager"' not in offered
    assert 'value="lead"' not in offered
