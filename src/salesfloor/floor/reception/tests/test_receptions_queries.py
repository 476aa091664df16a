"""Lists of receptions, one's own page, and what receptions add up to."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from salesfloor.floor.reception.models import Reception
from salesfloor.floor.reception.queries import mine, receptions, reports
from salesfloor.floor.reception.tests.looking import browser, page
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from django.test import Client

    from tests.floor_builder import Floor


@pytest.fixture
def day(floor: Floor) -> Floor:
    """Return a floor with a day on it: a visit each to a and b, a call to a."""
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1", name="张建国", phone="13800138000", area="城东", medium="抖音")
    floor.visit("09:10", ref="v2", name="李雷", phone="13900001111", medium="路过")
    floor.end("v1", at="09:40", outcome="deal", grade="A")
    floor.call("10:00", ref="c1", name="韩梅梅", medium="抖音")
    floor.end("v2", at="10:30", outcome="negotiated", need="n", problem="p")
    return floor


def refs(client: Client, **narrowed: str) -> list[str]:
    shown = page(client, f"/receptions/?{urlencode(narrowed)}")
    names = dict(Reception.objects.values_list("pk", "ref"))
    return [names[int(pk)] for pk in re.findall(r'href="/receptions/(\d+)/"', shown)]


def test_the_desk_lists_all_a_salesperson_the_own(
    day: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refs(browser(day, "desk", monkeypatch)) == ["c1", "v2", "v1"]
    assert refs(browser(day, "a", monkeypatch)) == ["c1", "v1"]
    assert refs(browser(day, "c", monkeypatch)) == []


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ({"channel": "call"}, ["c1"]),
        ({"basis": "turn", "channel": "visit"}, ["v2", "v1"]),
        ({"outcome": "deal"}, ["v1"]),
        ({"state": "open"}, ["c1"]),
        ({"state": "ended"}, ["v2", "v1"]),
        ({"state": "waiting"}, []),
        ({"state": "struck"}, []),
    ],
)
def test_filters(
    day: Floor, monkeypatch: pytest.MonkeyPatch, narrowed: dict[str, str], expected: list[str]
) -> None:
    assert refs(browser(day, "manager", monkeypatch), **narrowed) == expected


@pytest.mark.case(115)
def test_only_the_receiver_sees_the_whole_phone(day: Floor) -> None:
    reception = Reception.objects.get(ref="v1")

    assert receptions.shown_phone(day.actor("a"), reception) == "13800138000"
    assert receptions.shown_phone(day.actor("desk"), reception) == "138****8000"
    assert receptions.shown_phone(day.actor("b"), reception) == "138****8000"


@pytest.mark.clause("9.1.1.4", "kept")
def test_what_is_missing_is_on_the_receivers_list(day: Floor) -> None:
    owed = receptions.owed_particulars(day.actor("b"), since=day.moment("00:00"))

    assert [one.ref for one in owed] == ["v2"]
    day.give("complete", by="b", ref="v2", grade="B", area="城西")
    assert receptions.owed_particulars(day.actor("b"), since=day.moment("00:00")) == []


def test_ones_own_page_says_what_is_going_on(day: Floor) -> None:
    busy, free, out = (mine.my_floor(day.actor(who), day.now) for who in ("a", "b", "c"))

    assert busy.reception is not None
    assert (busy.reception.ref, busy.is_receiver, busy.places[0].position) == ("c1", True, 1)
    assert (free.reception, free.places[0].position, free.places[0].is_up) == (None, 2, True)
    assert (out.is_signed_in, out.places) == (False, ())


@pytest.mark.clause("7.1.12", "kept")
@pytest.mark.clause("3.2.3.6", "kept")
def test_leaving_is_judged_as_the_commands_judge_it(day: Floor) -> None:
    busy, free = mine.my_floor(day.actor("a"), day.now), mine.my_floor(day.actor("b"), day.now)
    assert (busy.may_step_away.clause, bool(busy.may_step_away)) == ("3.2.3.6", False)
    assert free.may_sign_out

    day.end("c1")
    day.give("sign_out", by="a")
    last = mine.my_floor(day.actor("b"), day.now)

    assert (last.may_sign_out.clause, bool(last.may_sign_out)) == ("7.1.12", False)
    assert day.refusal("sign_out", by="b").clause == "7.1.12"


@pytest.mark.parametrize("rows", [1, 3])
def test_ones_own_page_takes_seven_statements_at_most(day: Floor, rows: int) -> None:
    for _ in range(rows):
        day.visit()
    actor = day.actor("a")

    with CaptureQueriesContext(connection) as seen:
        mine.my_floor(actor, day.now)

    assert len(seen) <= 7


@pytest.mark.clause("9.1.1.4", "kept")
def test_sources_count_what_came_of_them(day: Floor) -> None:
    assert day.site_id is not None
    rows = reports.sources(day.site_id, "medium", day.day, day.day)

    assert [(row.source, row.customers, row.visits, row.phones, row.deals) for row in rows] == [
        ("抖音", 2, 1, 1, 1),
        ("路过", 1, 1, 1, 0),
    ]
    assert rows[0].conversion == 0.5


def test_those_who_are_no_buyers_are_no_source(day: Floor) -> None:
    assert day.site_id is not None
    day.visit(medium="路过", buyer=False)

    rows = reports.sources(day.site_id, "medium", day.day, day.day)

    assert {row.source: row.customers for row in rows} == {"抖音": 2, "路过": 1}


@pytest.mark.clause("9.1.1.2", "kept")
def test_time_to_greet_per_person_and_hour(day: Floor) -> None:
    assert day.site_id is not None
    day.give("at_the_door", by="a", at="11:00")
    day.visit("11:01:30", ref="v3")

    table = reports.greeting(day.site_id, day.day, day.day, target=60)
    b = people.staff_by_code("b").pk

    assert list(table.hours) == [9, 10, 11]
    cell = table.cells[b, 11]
    assert (cell.count, cell.average, cell.in_time, cell.longest) == (1, 90, 0, 90)
    assert table.persons[0] == b
    assert table.of_hour(9).count == 2
    assert table.total().rate == pytest.approx(2 / 3)


@pytest.mark.clause("3.2.4.2", "kept")
def test_courtesy_stands_beside_own_receptions(day: Floor) -> None:
    assert day.site_id is not None
    day.visit("11:00", ref="v3", phone="13800138000")
    day.end("v3", at="11:20", outcome="left")
    a, b = (people.staff_by_code(code).pk for code in "ab")

    rows = {row.staff_id: row for row in reports.by_person(day.site_id, day.day, day.day)}

    assert (rows[b].turns, rows[b].courtesy, rows[b].seconds_courtesy) == (1, 1, 20 * 60)
    assert (rows[a].turns, rows[a].own, rows[a].phone_rate) == (2, 0, 1)


def offered(floor: Floor) -> list[str]:
    assert floor.site_id is not None
    policy = rulebook.policies(floor.site_id, floor.now)
    return reports.offered(policy, floor.site_id, "medium")


def test_the_most_used_come_first(day: Floor) -> None:
    assert offered(day) == ["抖音", "路过"]


@pytest.mark.clause("9.1.1.4", "kept")
def test_the_sites_list_comes_before_what_was_used(day: Floor) -> None:
    listed = {"name": "medium.list", "value": ["户外", "路过"], "from": day.day.isoformat()}
    day.give("policy", by="manager", at="12:00", **listed)

    assert offered(day) == ["户外", "路过", "抖音"]


def costs(floor: Floor, from_on: date, to_on: date) -> dict[str, tuple[int | None, int | None]]:
    assert floor.site_id is not None
    rows = reports.sources(floor.site_id, "medium", from_on, to_on)
    return {row.source: (row.fen, row.fen_per_deal) for row in rows}


@pytest.mark.clause("9.1.1.4", "kept")
def test_a_months_cost_is_shared_out_by_its_days(day: Floor) -> None:
    for medium, month, amount in (
        ("抖音", "2026-03", "9999"),
        ("抖音", "2026-03", "3100"),
        ("抖音", "2026-02", "280.00"),
        ("户外", "2026-03", "1,000"),
        ("路过", "2026-03", "5"),
        ("路过", "2026-03", "0"),
    ):
        day.give("medium_cost", by="manager", medium=medium, month=month, amount=amount)

    shown = costs(day, date(2026, 2, 27), date(2026, 3, 3))

    assert shown["抖音"] == (2 * 10_00 + 3 * 100_00, 2 * 10_00 + 3 * 100_00)
    assert shown["路过"] == (None, None)
    assert shown["户外"] == (96_77, None)
    whole = costs(day, date(2026, 3, 1), date(2026, 3, 31))
    assert whole["抖音"] == (3100_00, 3100_00)
    assert "户外" not in costs(day, date(2026, 2, 1), date(2026, 2, 28))


@pytest.mark.clause("9.1.1.4", "refused")
@pytest.mark.parametrize(
    "wrong", [{"amount": "12.345"}, {"amount": "-3"}, {"month": "2026-13"}, {"medium": " "}]
)
def test_a_cost_is_of_a_medium_a_month_and_an_amount(day: Floor, wrong: dict[str, str]) -> None:
    given = {"medium": "抖音", "month": "2026-03", "amount": "10"} | wrong

    assert day.refusal("medium_cost", by="manager", **given).clause == "input"
