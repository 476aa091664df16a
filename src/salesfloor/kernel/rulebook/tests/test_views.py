"""The rulebook's pages: found, read, with evidence; policies changed from a day on."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.kernel.rulebook.models import PolicyValue
from tests.visitor import piece, visitor

if TYPE_CHECKING:
    from tests.floor_builder import Floor

PARAMETER = "call.visit_within_days"


@pytest.fixture
def lately(floor: Floor) -> Floor:
    """Return a floor on which something was done and refused today, by the real clock."""
    floor.day = day_of(timezone.now())
    floor.now = floor.moment("00:00")
    floor.give("sign_in", by="a", at="00:01")
    floor.refusal("sign_in", by="a", at="00:02")
    return floor


def test_the_first_page_sums_every_article_up(lately: Floor) -> None:
    page = visitor(lately, "finance").get("/rulebook/")

    assert page.status_code == 200
    assert page.content.decode().count('class="panel chapter"') == 9


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=3.2.4", {"3.2.4.1", "3.2.4.5"}),
        ("q=义务 登记", {"3.2.4.3"}),
        ("q=ＣＯＵＲＴＥＳＹ", {"3.2.4.3"}),
        ("q=visit_within", {"3.3.1.1"}),
        ("state=refused", {"3.2.1.1"}),
        ("kind=deadline&state=alive", {"3.3.2.1"}),
        ("state=policy&q=3.5", {"3.5.1", "3.5.2"}),
    ],
)
def test_clauses_are_found(lately: Floor, query: str, found: set[str]) -> None:
    page = visitor(lately, "a").get(f"/rulebook/?{query}", headers={"HX-Request": "true"})

    shown = page.content.decode()
    assert "<html" not in shown
    for number in found:
        assert f'href="/rulebook/{number}/"' in shown
    assert 'href="/rulebook/1.1.1/"' not in shown


@pytest.mark.parametrize("query", ["q=" + "x" * 500, "kind=none&state=none", "q=%27%22%3Cb%3E"])
def test_strange_searches_are_answered(lately: Floor, query: str) -> None:
    page = visitor(lately, "a").get(f"/rulebook/?{query}")

    assert page.status_code == 200
    assert b'<b>"' not in page.content


def test_a_clause_shows_what_it_did_lately(lately: Floor) -> None:
    shown = visitor(lately, "manager").get("/rulebook/3.2.1.1/").content.decode()

    chart = json.loads(re.findall(r'<script type="application/json">(.*?)</script>', shown)[0])
    sums = {one["tone"]: sum(one["values"]) for one in chart["series"]}
    assert sums == {"warn": 0, "bad": 1, "good": 1}
    assert "may_sign_in" in shown or "sign_in" in shown
    assert "rotation.absent_turn" in shown


def test_everybody_else_sees_their_own_cases_only(lately: Floor) -> None:
    manager, own, other = (visitor(lately, name) for name in ("manager", "a", "b"))
    address = "/rulebook/3.2.1.1/cases/?tally=refused"

    assert manager.get(address).content.decode().count("main-cell") == 1
    assert own.get(address).content.decode().count("main-cell") == 1
    assert other.get(address).content.decode().count("main-cell") == 0


def test_evidence_of_another_site_is_not_counted(lately: Floor) -> None:
    other = type(lately)("S2", prefix="x-")

    shown = visitor(other, "manager").get("/rulebook/3.2.1.1/").content.decode()
    assert "data-chart" not in shown


@pytest.mark.parametrize("address", ["9.9.9", "input", "access", "article/10"])
def test_what_is_no_clause_is_not_found(lately: Floor, address: str) -> None:
    assert visitor(lately, "a").get(f"/rulebook/{address}/").status_code == 404


def test_every_clause_and_article_has_its_page(floor: Floor) -> None:
    from salesfloor.kernel.rulebook.clauses import clauses  # noqa: PLC0415

    browser = visitor(floor, "manager")
    for number in list(clauses())[::9]:
        assert browser.get(f"/rulebook/{number}/").status_code == 200
    for article in range(1, 10):
        assert browser.get(f"/rulebook/article/{article}/").status_code == 200
    paper = browser.get("/rulebook/article/3/print/")
    assert paper.content.startswith(b"%PDF")


def test_settings_are_for_those_who_set_them(floor: Floor) -> None:
    for name in ("a", "lead", "desk", "finance"):
        assert visitor(floor, name).get("/settings/").status_code == 403
        assert visitor(floor, name).get(f"/settings/{PARAMETER}/").status_code == 403
    assert visitor(floor, "manager").get("/settings/").status_code == 200
    assert visitor(floor, "manager").get("/settings/no.such/").status_code == 404


@pytest.mark.case(31)
def test_a_policy_is_changed_from_a_day_on(floor: Floor) -> None:
    browser = visitor(floor, "manager")
    form = {"value": "10", "from": "2030-01-01", "seen": "0", "reason": "Spring"}

    assert piece(browser, f"/settings/{PARAMETER}/", **form, key="k").status_code == 204
    shown = browser.get(f"/settings/{PARAMETER}/").content.decode()
    assert 'class="setting-value">7' in shown
    assert "2030" in shown
    assert PolicyValue.objects.get().value == 10


@pytest.mark.clause("9.1.1.4", "kept")
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("西湖、 城东，城东,2号线\r\nEast Gate", ["西湖", "城东", "2号线", "East Gate"]),
        ("", []),
        ("、,", []),
    ],
)
def test_a_list_is_typed_as_a_line(floor: Floor, typed: str, kept: list[str]) -> None:
    browser = visitor(floor, "manager")
    seen = set_before(floor, "area.list", ["城西"])
    form = {"value": typed, "from": "2030-01-01", "seen": seen, "key": "k", "reason": "Spring"}

    assert piece(browser, "/settings/area.list/", **form).status_code == 204
    assert PolicyValue.objects.get(from_on="2030-01-01").value == kept


@pytest.mark.case(17)
def test_a_change_over_another_is_refused(floor: Floor) -> None:
    first, second = visitor(floor, "manager"), visitor(floor, "director")
    form = {"value": "10", "from": "2030-01-01", "seen": "0", "reason": "Spring"}
    piece(first, f"/settings/{PARAMETER}/", **form, key="k1")

    refused = piece(second, f"/settings/{PARAMETER}/", **(form | {"value": "3"}), key="k2")
    assert refused.status_code == 422
    assert PolicyValue.objects.get().value == 10


@pytest.mark.parametrize(
    ("name", "form"),
    [
        (PARAMETER, {"value": "soon"}),
        (PARAMETER, {"value": ""}),
        (PARAMETER, {"value": "366"}),
        (PARAMETER, {"value": "7.5"}),
        (PARAMETER, {"value": "7", "from": "2001-01-01"}),
        (PARAMETER, {"value": "7", "from": "x"}),
        (PARAMETER, {"value": "7", "seen": "x"}),
        (PARAMETER, {"value": "NaN"}),
        (PARAMETER, {"value": "1e400"}),
        ("phone.rotation", {"value": "mine"}),
        ("turn.returned_for", {"value": ["deal", "mine"]}),
        ("follow_up.must_reach", {"value": "perhaps"}),
    ],
)
def test_values_that_cannot_be_are_refused_as_sentences(
    floor: Floor, name: str, form: dict[str, str]
) -> None:
    given = {"from": "2030-01-01", "seen": "0", "key": "k", "reason": "Spring", **form}
    refused = piece(visitor(floor, "manager"), f"/settings/{name}/", **given)

    assert refused.status_code == 422
    assert refused.headers["X-Refused-By"] == "input"
    assert not PolicyValue.objects.exists()


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("turn.returned_for", ["deal", "left"], ["deal", "left"]),
        ("follow_up.must_reach", "false", False),
        ("follow.suggest_days", "2，4", [2, 4]),
        ("phone.rotation", "shared", "shared"),
    ],
)
def test_values_come_in_their_types(floor: Floor, name: str, value: object, kept: object) -> None:
    form = {"value": value, "from": "2030-01-01", "seen": "0", "key": "k", "reason": "Spring"}

    assert piece(visitor(floor, "manager"), f"/settings/{name}/", **form).status_code == 204
    assert PolicyValue.objects.get().value == kept
    assert visitor(floor, "manager").get(f"/settings/{name}/").status_code == 200


def test_a_list_is_emptied(floor: Floor) -> None:
    seen = set_before(floor, "turn.returned_for", ["deal"])
    form = {"value": [], "from": "2030-01-01", "seen": seen, "key": "k", "reason": "Spring"}

    assert (
        piece(visitor(floor, "manager"), "/settings/turn.returned_for/", **form).status_code == 204
    )
    assert PolicyValue.objects.get(from_on="2030-01-01").value == []


@pytest.mark.fault("P14")
@pytest.mark.fault("P15")
@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"value": "10", "reason": ""}, "reason"),
        ({"value": "10", "reason": "  "}, "reason"),
        ({"value": "7"}, "value"),
        ({"value": "soon"}, "value"),
        ({"value": "366"}, "value"),
    ],
)
def test_a_change_needs_a_reason_and_has_to_change_something(
    floor: Floor, form: dict[str, str], field: str
) -> None:
    given = {"from": "2030-01-01", "seen": "0", "key": "k", "reason": "Spring", **form}
    refused = piece(visitor(floor, "manager"), f"/settings/{PARAMETER}/", **given)

    assert refused.status_code == 422
    assert f'data-field="{field}"' in refused.content.decode()
    assert PARAMETER not in refused.content.decode(), "the technical name is for programs"
    assert not PolicyValue.objects.exists()


def set_before(floor: Floor, name: str, value: object) -> str:
    """Set a policy from an earlier day on; return the serial that a form then carries."""
    floor.give("policy", by="manager", name=name, value=value, from_="2029-01-01")
    return str(PolicyValue.objects.get().serial)


@pytest.mark.parametrize("address", ["/rulebook/", "/rulebook/article/3/", "/rulebook/3.2.1.1/"])
def test_a_page_costs_the_same_however_much_happened(lately: Floor, address: str) -> None:
    browser = visitor(lately, "manager")
    browser.get(address)
    with CaptureQueriesContext(connection) as one:
        browser.get(address)
    for code in ("b", "c"):
        lately.give("sign_in", by=code)
        lately.refusal("sign_in", by=code)
    with CaptureQueriesContext(connection) as three:
        browser.get(address)

    assert len(three) == len(one)
    assert len(three) <= 10
