"""Lists and single things over REST: scoped, masked, paged by key, in few statements."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from salesfloor.app.tests.callers import Caller, problem_of
from salesfloor.base.china_time import CHINA
from salesfloor.base.commands import QUESTIONS
from tests.floor_builder import Floor

if TYPE_CHECKING:
    from typing import Any

pytestmark = pytest.mark.django_db
NOW = datetime.now(CHINA)


@pytest.fixture
def busy(db: None) -> Floor:
    """Return a floor with five customers, of `a` and `b` in turn."""
    floor = Floor(day=NOW.date() - timedelta(days=1))
    for code in ("a", "b"):
        Caller(code).give("sign_in")
    desk = Caller("desk")
    for number in range(5):
        told = desk.give(
            "visit", ref=f"r{number}", name="王小明", phone=f"1380013800{number}"
        ).json()
        desk.give("end", ref=told["ref"], outcome="left")
    return floor


def items(answer: Any) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def test_customers_come_page_by_page(busy: Floor) -> None:
    manager = Caller("manager")
    seen: list[int] = []
    after: dict[str, Any] = {}
    while True:
        page = manager.get("customers", limit=2, **after).json()
        seen += [row["id"] for row in page["items"]]
        if page["after"] is None:
            break
        after = {"after": page["after"]}
    assert len(seen) == 5
    assert seen == sorted(seen, reverse=True)


@pytest.mark.case(115)
def test_names_and_phones_are_masked(busy: Floor) -> None:
    for path in ("customers", "receptions"):
        text = Caller("manager").get(path).content.decode()
        assert "1380013800" not in text
        assert "小明" not in text
        assert "138****8000" in text


@pytest.mark.case(83)
def test_a_salesperson_sees_the_own_rows_only(busy: Floor) -> None:
    own, others = items(Caller("a").get("customers")), items(Caller("b").get("customers"))
    assert (len(own), len(others)) == (3, 2)
    assert {row["owner"] for row in own} == {"a"}
    assert {row["assigned_to"] for row in items(Caller("a").get("receptions"))} == {"a"}
    theirs = others[0]["id"]
    assert problem_of(Caller("a").get(f"customers/{theirs}")) == (404, "access")
    assert Caller("b").get(f"customers/{theirs}").json() == others[0]
    nobodys = problem_of(Caller("a").get("customers/999999"))
    assert nobodys == (404, "access")


@pytest.mark.case(82)
@pytest.mark.parametrize(
    "asked",
    [
        {"phone__startswith": "138"},
        {"_connector": "OR"},
        {"order": "phone"},
        {"limit": "0"},
        {"limit": "101"},
        {"limit": "x"},
        {"after": "-1"},
        {"after": "99999999999999999999999"},
        {"on": "2026-13-01"},
        {"state": "OPEN"},
        {"on": "a\0b"},
    ],
)
def test_only_listed_parameters_are_taken(busy: Floor, asked: dict[str, str]) -> None:
    assert problem_of(Caller("desk").get("receptions", **asked)) == (422, "input")


def test_receptions_by_day_and_state(busy: Floor) -> None:
    desk = Caller("desk")
    assert len(items(desk.get("receptions", on=NOW.date().isoformat()))) in {0, 5}
    assert items(desk.get("receptions", state="open")) == []
    assert desk.get("receptions/r0").json()["outcome"] == "left"
    assert items(desk.get("receptions", on="1970-01-01")) == []


@pytest.mark.parametrize(
    "path", ["sites", "staff", "customers", "receptions", "registers", "board"]
)
def test_lists_take_few_statements(busy: Floor, path: str) -> None:
    manager = Caller("manager")
    with CaptureQueriesContext(connection) as captured:
        assert manager.get(path).status_code == 200
    assert len(captured) <= 5


def test_a_look_up_takes_few_statements(busy: Floor) -> None:
    desk = Caller("desk")
    with CaptureQueriesContext(connection) as captured:
        assert desk.get("owner_of", phone="13800138000").json()["owner"] == "a"
    assert len(captured) <= 5


@pytest.mark.case(82)
@pytest.mark.parametrize("name", ["phone__startswith", "_connector", "site_id__gt", "order_by"])
def test_no_list_and_no_question_takes_a_filter_of_the_askers_own(busy: Floor, name: str) -> None:
    """Generated over everything that is read: names that no list or question declares are refused."""
    caller = Caller("director")
    for read in ("sites", "staff", "customers", "receptions", "registers", *QUESTIONS):
        status, clause = problem_of(caller.get(read, **{name: "1"}))
        assert status >= 400, read
        assert clause != "", read
