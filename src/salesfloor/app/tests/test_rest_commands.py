"""Commands over REST: once for each key, refused in sentences, in few statements."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from salesfloor.app.tests.callers import Caller, problem_of
from salesfloor.base.china_time import CHINA
from salesfloor.floor.reception.models import Reception
from salesfloor.kernel.rulebook.models import Evidence
from tests.floor_builder import Floor
from tests.visitor import visitor

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db
YESTERDAY = datetime.now(CHINA).date() - timedelta(days=1)
NOT_STATEMENTS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


@pytest.fixture
def today(db: None) -> Floor:
    """Return a floor that opened yesterday: the API goes by the clock, not by a script's."""
    return Floor(day=YESTERDAY)


@pytest.fixture
def desk(today: Floor) -> Caller:
    """Return a program that speaks for the desk."""
    return Caller("desk")


def statements(act: Callable[[], Any]) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        act()
    sent = [query["sql"] for query in captured.captured_queries]
    return [sql for sql in sent if not sql.startswith(NOT_STATEMENTS)]


def test_a_visit_is_registered_and_assigned_in_few_statements(today: Floor, desk: Caller) -> None:
    Caller("a").give("sign_in")
    Caller("b").give("sign_in")
    desk.give("visit", phone="13800138000")
    sent = statements(lambda: desk.give("visit", key="one", name="Wang", phone="13800138001"))
    assert len(sent) <= 12, "\n\n".join(sent)
    assert Reception.objects.count() == 2


def test_what_a_floor_does_all_day_goes_by_written_statements(today: Floor) -> None:
    """A statement that models compose takes ten times as long as one that stands written."""
    today.sign_in("a", "b")
    today.issue_books("a")

    def day() -> None:
        ref = today.visit(name="Wang", phone="13800138000")["ref"]
        today.end(ref)
        today.give("follow_up", by="a", phone="13800138000", method="call", note="Rang.")

    day()
    composed = [sql for sql in statements(day) if sql.startswith('SELECT "')]
    assert not composed, "\n\n".join(composed)


def test_whoever_calls_is_known_after_one_statement(desk: Caller) -> None:
    assert len(statements(lambda: desk.get("sites"))) == 2


@pytest.mark.case(4)
def test_the_same_key_gets_the_first_answer(desk: Caller) -> None:
    first = desk.give("visit", key="k", phone="13800138000")
    again = desk.give("visit", key="k", phone="13800138000")
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.content == again.content
    assert Reception.objects.count() == 1


@pytest.mark.case(5)
def test_the_same_key_with_another_body_is_refused(desk: Caller) -> None:
    desk.give("visit", key="k", phone="13800138000")
    assert problem_of(desk.give("visit", key="k", phone="13800138001")) == (409, "key")
    assert problem_of(desk.give("call", key="k", phone="13800138000")) == (409, "key")
    assert Reception.objects.count() == 1


def test_a_refusal_is_repeated_under_its_key(desk: Caller) -> None:
    first = desk.give("end", key="k", ref="none", outcome="left")
    assert problem_of(first) == (422, "input")
    assert desk.give("end", key="k", ref="none", outcome="left").json() == first.json()
    assert Evidence.objects.filter(command="end").count() == 1


def test_keys_of_two_people_are_two_keys(desk: Caller) -> None:
    desk.give("visit", key="k", phone="13800138000")
    assert Caller("manager").give("visit", key="k", phone="13800138001").status_code == 200


def test_a_clause_refuses_with_409(today: Floor, desk: Caller) -> None:
    Caller("a").give("sign_in")
    ref = desk.give("visit", phone="13800138000").json()["ref"]
    answer = desk.give("end", ref=ref, outcome="negotiated")
    assert problem_of(answer) == (409, "9.3.2.3")
    assert answer.json()["type"] == "/rulebook/9.3.2.3/"


def test_a_clause_that_says_who_may_refuses_with_403(desk: Caller) -> None:
    assert problem_of(desk.give("hand_in_volume", register="visit", volume=1)) == (403, "3.2.3.4")


@pytest.mark.parametrize(
    ("_story", "body"),
    [
        ("no JSON", b"{"),
        ("no object", b"[]"),
        ("text for a number", b'{"register": "visit", "register_no": "1", "reason": "x"}'),
        ("a number for text", b'{"register": "visit", "register_no": 1, "reason": 1}'),
        ("missing", b'{"register": "visit"}'),
        ("blank", b'{"register": "visit", "register_no": 1, "reason": "  "}'),
        ("NUL", b'{"register": "visit", "register_no": 1, "reason": "a\\u0000b"}'),
        ("half a character", b'{"register": "visit", "register_no": 1, "reason": "\\ud800"}'),
        ("overlong", b'{"register": "visit", "register_no": 1, "reason": "%s"}' % (b"x" * 300)),
        ("too large a number", b'{"register": "visit", "register_no": 1e30, "reason": "x"}'),
        ("a larger one", b'{"register": "visit", "register_no": %s, "reason": "x"}' % (b"9" * 23)),
        (
            "beyond a column",
            b'{"register": "visit", "register_no": %s, "reason": "x"}' % (b"9" * 19),
        ),
        ("not a number", b'{"register": "visit", "register_no": NaN, "reason": "x"}'),
    ],
)
@pytest.mark.case(66)
@pytest.mark.case(69)
def test_bad_input_is_refused_with_422(desk: Caller, _story: str, body: bytes) -> None:
    assert problem_of(desk.give_raw("strike", body)) == (422, "input")


@pytest.mark.case(81)
@pytest.mark.parametrize("extra", ["owner", "site", "is_staff", "line_no", "at", "actor", "policy"])
def test_unknown_fields_are_refused(desk: Caller, extra: str) -> None:
    assert problem_of(desk.give_raw("visit", {"name": "Wang", extra: "x"})) == (422, "input")
    assert not Reception.objects.exists()


@pytest.mark.parametrize("key", ["", "k" * 201, "a b", "é"])
def test_an_unusable_key_is_refused(desk: Caller, key: str) -> None:
    assert problem_of(desk.give("visit", key=key, name="Wang")) == (422, "input")


@pytest.mark.case(80)
def test_another_sites_reception_is_not_there(today: Floor, desk: Caller) -> None:
    Floor("S2", prefix="other-", day=today.day)
    foreign = Caller("other-desk").give("visit", ref="theirs", name="Wang")
    assert foreign.status_code == 200
    ended = desk.give("end", ref="theirs", outcome="left").json()
    assert ended == desk.give("end", ref="nowhere", outcome="left").json() | {
        "detail": ended["detail"]
    }
    assert problem_of(desk.get("receptions/theirs")) == (404, "access")
    assert problem_of(desk.get("board", site="S2")) == (404, "access")
    assert problem_of(desk.get("board", site="S9")) == (404, "access")


def test_a_director_acts_at_the_site_named(today: Floor) -> None:
    Floor("S2", prefix="other-", day=today.day)
    answer = Caller("director").browser.get(
        "/api/v1/staff?site=S2", headers=Caller("director").headers
    )
    assert {person["code"] for person in answer.json()["items"]} >= {"other-desk"}


@pytest.mark.case(97)
def test_a_session_needs_its_csrf_token(today: Floor) -> None:
    visitor(today, "desk")
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = visitor(today, "desk").cookies
    address = "/api/v1/commands/visit"
    refused = browser.post(address, {"name": "Wang"}, content_type="application/json")
    assert problem_of(refused) == (403, "access")
    assert not Reception.objects.exists()
    browser.get("/account/login/")
    assert browser.get("/api/v1/board").status_code == 200


@pytest.mark.case(66)
@pytest.mark.parametrize("address", ["commands/visit", "files"])
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "multipart/form-data"])
def test_a_body_of_another_kind_is_refused(today: Floor, address: str, kind: str) -> None:
    browser = visitor(today, "desk")
    answer = browser.post(f"/api/v1/{address}", data=b"--x\r\nbroken", content_type=kind)
    assert problem_of(answer) == (422, "input")


def test_errors_speak_the_callers_language(desk: Caller) -> None:
    answer = desk.browser.get("/api/v1/sites?x=1", headers=desk.headers | {"Accept-Language": "en"})
    assert answer.json()["detail"] == "x is not known here."


@pytest.mark.parametrize("code", ["9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+14:00"])
def test_a_refusal_may_quote_a_day_beyond_all_calendars(desk: Caller, code: str) -> None:
    answer = desk.give("undo", ref=code)
    assert problem_of(answer) == (422, "input")
    assert code in answer.json()["detail"]
