"""The page of a dispute: shown to its people, closed to others, agreed, decided and printed on it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.floor.customers.models import Customer
from salesfloor.floor.disputes.models import Dispute
from tests.floor_builder import Floor
from tests.visitor import piece, visitor

pytestmark = pytest.mark.django_db
ONE, WIFE, PAGE = "13805712201", "13905713302", "/disputes/1/"


@pytest.fixture
def floor() -> Floor:
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    floor.sign_in("a", "b", "c")
    floor.issue_books("a")
    floor.visit("09:05", ref="v1", phone=ONE)
    floor.end("v1", at="09:06")
    floor.give("follow_up", by="a", phone=ONE, method="call", note="a word of a's")
    floor.visit("09:10", ref="v2", phone=WIFE)
    floor.end("v2", at="09:11")
    floor.give("relate", by="b", phone=WIFE, other=ONE, relation="spouse")
    floor.give("dispute", by="b", phone=WIFE, against="a")
    return floor


def test_what_was_said_is_for_its_writer_and_the_manager(floor: Floor) -> None:
    shown = {who: visitor(floor, who).get(PAGE).content.decode() for who in ("a", "b", "manager")}

    assert "a word of a" in shown["a"]
    assert "a word of a" in shown["manager"]
    assert "a word of a" not in shown["b"]
    assert all(ONE not in page and "138****2201" in page for page in shown.values())


def test_it_is_closed_to_others(floor: Floor) -> None:
    refused = visitor(floor, "c").get(PAGE)
    assert (refused.status_code, refused.headers["X-Refused-By"]) == (422, "3.5.1")
    assert visitor(floor, "lead").get(PAGE).status_code == 200
    assert "138****2201" not in visitor(floor, "c").get("/disputes/").content.decode()
    assert visitor(floor, "b").get("/disputes/").status_code == 200
    assert visitor(floor, "b").get("/disputes/9/").status_code == 422


def test_parties_agree_by_the_form(floor: Floor) -> None:
    form = {"do": "propose", "share-a": "0.60", "share-b": "0.40"}
    for who in ("a", "b"):
        assert piece(visitor(floor, who), f"{PAGE}shares/", key=who, **form).status_code == 204

    row = Dispute.objects.get()
    assert row.state == "settled"
    assert sorted(row.shares.values()) == [40, 60]
    assert visitor(floor, "a").get(PAGE).status_code == 200


def test_the_manager_decides_once_they_do_not_agree(floor: Floor) -> None:
    fail = {"do": "fail", "share-a": "0.50", "share-b": "0.50"}
    assert piece(visitor(floor, "b"), f"{PAGE}shares/", key="1", **fail).status_code == 204
    decided = {"do": "decide", "share-a": "1", "share-b": "0", "reason": "a was first"}
    browser = visitor(floor, "manager")
    assert piece(browser, f"{PAGE}shares/", key="2", **decided).status_code == 204

    assert "a was first" in browser.get(PAGE).content.decode()
    assert floor.owner_of(WIFE, at=timezone.now()) == "a"


def test_the_paper_is_a_pdf(floor: Floor) -> None:
    paper = visitor(floor, "manager").get(f"{PAGE}paper/")
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")


def test_the_form_offers_who_holds_or_held_a_customer_and_nobody_else(floor: Floor) -> None:
    """Neither manager nor desk, nor oneself; a colleague who has left is named as such (3.5.1)."""
    floor.give("leave_job", by="manager", who="c", hand_over_to="a")
    page = visitor(floor, "b").get("/disputes/").content.decode()
    select = page.split('name="against"')[1].split("</select>")[0]
    offered = re.findall(r'value="([^"]+)"[^>]*>([^<]*)<', select)
    assert [code for code, _ in offered] == ["a", "d", "c"]
    assert offered[-1][1].strip().endswith("（已离职）")


@pytest.mark.case(122)
def test_the_customers_page_says_that_it_was_decided_and_how(floor: Floor) -> None:
    floor.give("agree_share", by="a", case=1, shares=None)
    shares = {"a": 0.6, "b": 0.4}
    floor.give("decide", by="manager", case=1, shares=shares, reason="both worked")
    page = f"/customers/{Customer.objects.get(phone='13905713302').pk}/"
    band = visitor(floor, "a").get(page).content.decode().split('class="because"')[1]
    assert "A 60%" in band
    assert "3.5.1" in band.split("</ul>")[0]


@pytest.mark.case(122)
def test_who_decided_so_and_by_which_values_is_shown(floor: Floor) -> None:
    """The customer's page names the act and whose it was; the case the facts and the values in force."""
    floor.give("agree_share", by="a", case=1, shares=None)
    floor.give("decide", by="manager", case=1, shares={"b": 1}, reason="both worked")
    page = f"/customers/{Customer.objects.get(phone=ONE).pk}/"
    band = visitor(floor, "b").get(page).content.decode().split('class="because"')[1]
    assert "Manager" in band.split("</ul>")[0]
    case = visitor(floor, "manager").get(PAGE).content.decode()
    for said in ("both worked", "Manager", "3.5.1", "138****2201"):
        assert said in case
    told = floor.ask("dispute_case", by="manager", case=1)
    assert told["evidence"]
    assert all(one["register_no"] for one in told["evidence"])


def test_a_claim_that_lapsed_stands_on_the_line_and_counts_in_no_reading(floor: Floor) -> None:
    before = floor.ask("dispute_case", by="a", case=1)
    assert before["lapses"] == []
    floor.days_on(9)
    floor.wait_until("09:00")

    told = floor.ask("dispute_case", by="a", case=1)
    assert [(one["what"], one["who"], one["register"]) for one in told["lapses"]] == [
        ("lapse", "a", "claims"),
        ("lapse", "b", "claims"),
    ]
    assert all(one["register_no"] for one in told["lapses"])
    assert all(one["what"] != "lapse" for one in told["evidence"])
    assert told["readings"]["first_phone"] == before["readings"]["first_phone"]


def test_the_values_in_force_are_said_in_words(floor: Floor) -> None:
    shown = visitor(floor, "manager").get(PAGE).content.decode()
    assert "dispute.negotiate_within_days" not in shown
    assert "<dd>True</dd>" not in shown
    assert "spouse, parent" not in shown


def test_a_turn_lost_and_the_claim_that_passed_by_it_stand_on_the_line() -> None:
    """Who did not take the customer up in time, and to whom the claim went; no reading counts it (3.2.1.2)."""
    yesterday = day_of(timezone.now()) - timedelta(days=1)
    floor = Floor(day=yesterday, policy={"reception.take_up_minutes": 2})
    floor.sign_in("a", "b", "c")
    floor.visit("09:05", ref="v1", phone=ONE)
    floor.give("take_up", by="b", at="09:08", ref="v1")
    assert floor.owner_of(ONE) == "b"
    floor.give("dispute", by="a", phone=ONE, against="b")

    told = floor.ask("dispute_case", by="a", case=1)
    assert [(one["what"], one["who"]) for one in told["passes"]] == [
        ("lost_turn", "a"),
        ("passed", "b"),
    ]
    assert all(one["register"] == "visit" and one["register_no"] for one in told["passes"])
    assert not {"lost_turn", "passed"} & {one["what"] for one in told["evidence"]}
    assert told["readings"]["first_phone"]["owner"] == "a"
    line = visitor(floor, "manager").get(PAGE).content.decode().split('class="list timeline"')[1]
    assert "未在规定时间内确认接待" in line.split("</ol>")[0]


def test_shares_are_moved_on_sliders_that_make_a_hundred_together(floor: Floor) -> None:
    shown = visitor(floor, "a").get(PAGE).content.decode()
    sliders = re.findall(r"<input[^>]*type=\"range\"[^>]*>", shown)
    assert [re.findall(r'(?:step|value)="([^"]*)"', one) for one in sliders] == [
        ["0.05", "0.50"]
    ] * 2
    assert 'type="number"' not in shown.split("data-shares")[1].split("</form>")[0]
    floor.give("agree_share", by="a", case=1, shares={"a": 0.33, "b": 0.67})
    sliders = re.findall(r'step="0.01"', visitor(floor, "a").get(PAGE).content.decode())
    assert len(sliders) == 2, "a share that is no five keeps its place"


def test_the_manager_may_give_a_share_to_who_is_no_party(floor: Floor) -> None:
    """The parties stand first, everybody else who receives behind them; nothing given is no share (3.5.1)."""
    shown = visitor(floor, "manager").get(PAGE).content.decode()
    assert re.findall(r'name="((?:share|other)-[a-z]+)"', shown) == [
        *("share-b", "share-a"),
        *("other-c", "other-d"),
    ]
    assert "other-" not in visitor(floor, "a").get(PAGE).content.decode()

    floor.give("agree_share", by="a", case=1, shares=None)
    decided = {"share-a": "0.50", "share-b": "0.20", "other-c": "0.30", "other-d": "0"}
    form = {"do": "decide", **decided, "reason": "all three worked"}
    assert piece(visitor(floor, "manager"), f"{PAGE}shares/", key="1", **form).status_code == 204
    told = floor.ask("dispute_case", by="manager", case=1)
    assert told["shares"] == {"a": 0.5, "b": 0.2, "c": 0.3}
