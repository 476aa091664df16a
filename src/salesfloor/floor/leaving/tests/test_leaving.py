"""Leaving on one page: what is out, to whom the customers and their deals go (3.4.3.6)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.floor.customers.models import Customer
from tests.floor_builder import Floor
from tests.visitor import piece, visitor

pytestmark = pytest.mark.django_db
ONE, TWO = "13805712201", "13805712203"
MONEY = {"method": "cash", "source": "own"}


@pytest.fixture
def floor() -> Floor:
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    floor.sign_in("a")
    for number, phone in enumerate((ONE, TWO)):
        floor.visit(f"09:0{number}", ref=f"v{number}", phone=phone)
        floor.end(f"v{number}")
        floor.give("unit", code=f"U{number}", layout="3+1", area="89.5", price="1000000")
    floor.sign_in("b", "c", at="09:10")
    return floor


def deal(floor: Floor, unit: str) -> tuple[str, dict[str, float]]:
    told = floor.ask("deal", by="manager", unit=unit)
    return told["owner"], told["shares"]


def test_deals_follow_and_full_ones_keep_their_shares(floor: Floor) -> None:
    paid = {"by": "finance", "due": "20000", **MONEY}
    floor.give("deposit", phone=ONE, unit="U0", amount="20000", **paid)
    floor.give("deposit", phone=TWO, unit="U1", amount="5000", **paid)
    floor.give("designate", by="manager", who="a", until="2099-01-01")
    out = floor.ask("leaving", by="admin", who="a")
    assert (out["deals"], out["designated"], out["ready"]) == (2, True, True)

    told = floor.give(
        "hand_over_customers", by="manager", who="a", phones=[ONE], to="c", reason="leaves"
    )
    assert told == {"claims": 1, "deals": 1}
    floor.give("leave_job", by="manager", who="a", hand_over_to="b")

    assert deal(floor, "U0") == ("c", {"a": 1.0})
    assert deal(floor, "U1") == ("b", {"b": 1.0})


def test_the_page_gives_customers_away_and_ends_the_job(floor: Floor) -> None:
    floor.issue_books("a")
    manager = visitor(floor, "manager")
    page = manager.get("/leaving/a/").content.decode()
    assert "disabled" in page
    assert ONE not in page
    pk = Customer.objects.get(phone=ONE).pk
    form = {"customers": [pk], "to": "b", "reason": "leaves", "key": "1"}
    assert piece(manager, "/leaving/a/customers/", **form).status_code == 204
    refused = piece(manager, "/leaving/a/close/", hand_over_to="b", key="2")
    assert refused.headers["X-Refused-By"] == "3.4.3.6"
    floor.give("return_book", by="admin", book=1, at=timezone.now())
    assert piece(manager, "/leaving/a/close/", hand_over_to="b", key="3").status_code == 204
    assert floor.owner_of(TWO, at=timezone.now()) == "b"


def test_the_leaver_reads_it_and_nobody_else_below(floor: Floor) -> None:
    own = visitor(floor, "a")
    page = own.get("/leaving/a/")
    assert page.status_code == 200
    assert "/leaving/a/close/" not in page.content.decode()
    assert own.get("/leaving/b/").status_code == 403
    assert visitor(floor, "lead").get("/leaving/").status_code == 403


@pytest.mark.clause("3.4.3.6")
def test_whoever_ends_jobs_finds_those_below_alone(floor: Floor) -> None:
    shown = visitor(floor, "manager").get("/leaving/").content.decode()
    assert "/leaving/a/" in shown
    assert "/leaving/director/" not in shown
    assert "/leaving/manager/" in visitor(floor, "director").get("/leaving/").content.decode()


def test_a_customers_number_that_is_nobodys_is_left_out(floor: Floor) -> None:
    given = {"customers": "9" * 5000, "to": "b", "reason": "Leaves"}
    answer = piece(visitor(floor, "manager"), "/leaving/a/customers/", key="one", **given)
    assert answer.status_code == 422
