"""Pictures of those who run a house: answers in time, appeals, observations, cards (4.2.1, 7.1.14)."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.floor.playbook import api as playbook
from salesfloor.floor.pulse import api as pulse
from salesfloor.kernel.conduct import api as conduct
from tests.floor_builder import MONDAY, Floor
from tests.visitor import visitor

pytestmark = pytest.mark.django_db


@pytest.mark.clause("4.2.1.3", "kept")
def test_answers_in_time_are_counted_by_team_and_week() -> None:
    floor = Floor(trade="bank_cards", policy={"floor.duties": ["pulse"]})
    for who_answers in (["a", "b", "c"], ["a", "b", "c", "d"], ["lead"]):
        floor.days_on()
        for who in who_answers:
            given = {"complete": 0, "incomplete": 0, "tomorrow": 0}
            floor.give("answer_pulse", by=who, at="17:05", **given)
        floor.wait_until("18:00")
    [row] = pulse.answers_in_time(floor.site_id or 0, MONDAY + timedelta(days=8))
    # Tuesday to Thursday four were asked each evening: of twelve answers seven came in time.
    assert row.team == "T1"
    assert row.shares == (*[None] * 6, Fraction(7, 12), None)


@pytest.mark.clause("7.1.14", "kept")
def test_appeals_stand_by_clause_with_what_was_waived_and_the_days_to_the_ruling() -> None:
    floor = Floor()
    for who, days, stands in (("a", 2, False), ("b", 4, True), ("c", 0, None)):
        floor.days_on()
        noted = floor.give("observe", by="lead", at="10:00", who=who, item="dress", note="Seen")
        about = f"conduct:{noted['conduct']}"
        floor.give("appeal", by=who, at="11:00", about=about, grounds="It was hot")
        if stands is None:
            continue
        day = floor.day
        floor.days_on(days)
        floor.give(
            "rule_on_appeal", by="manager", at="11:00", about=about, stands=stands, reason="Heard"
        )
        assert (floor.day - day).days == days
    since = floor.now - timedelta(days=60)
    [row] = conduct.appeals_by_clause(floor.site_id or 0, since, floor.now)
    assert (row.appeals, row.ruled, row.waived, row.days) == (3, 2, 1, 3.0)


@pytest.mark.clause("3.6.2.1", "kept")
def test_observations_stand_by_who_noted_them_with_what_was_taken_back() -> None:
    floor = Floor()
    floor.days_on()
    numbers = [
        floor.give("observe", by=by, who=who, item="dress", note="Seen")["conduct"]
        for by, who in (("lead", "a"), ("lead", "b"), ("manager", "c"))
    ]
    given = {"about": f"conduct:{numbers[0]}", "reason": "Somebody else"}
    floor.give("withdraw_observation", by="lead", **given)
    found = conduct.observations_by(floor.site_id or 0, floor.now - timedelta(days=9), floor.now)
    assert [(one.by, one.noted, one.gone) for one in found] == [("lead", 2, 1), ("manager", 1, 0)]


@pytest.mark.clause("9.4.4", "kept")
def test_cards_stand_by_their_uses_with_how_many_customers_bought() -> None:
    floor = Floor()
    floor.sign_in("a", "b", "c")
    card = {"card": "dear", "step": "objection", "kind": "tip", "title": "Dear", "wording": "Well"}
    floor.give("card", by="manager", **card)
    for number, outcome in enumerate(["deal", "not_a_buyer", "not_a_buyer"]):
        floor.visit(ref=f"v{number}", phone=f"1380013800{number}")
        who = {0: "a", 1: "b", 2: "c"}[number]
        given = {"words": "Dear", "cause": "unsure", "result": "removed", "method": "cushion"}
        floor.give("log_objection", by=who, ref=f"v{number}", card="dear", **given)
        floor.end(f"v{number}", outcome=outcome)
    picture = playbook.cards_and_deals(floor.site_id or 0, floor.now)
    told = {str(one.label): list(one.values) for one in picture.charts[0].series}
    assert picture.charts[0].labels == ["Dear"]
    assert told == {"The customer bought": [1], "Not bought": [2]}


@pytest.mark.clause("4.1.1")
def test_the_pictures_of_the_house_are_for_those_who_run_it_and_say_when_there_is_nothing() -> None:
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    assert visitor(floor, "a").get("/house-in-pictures/").status_code == 403
    page = visitor(floor, "manager").get("/house-in-pictures/")
    names = [one.name for one in page.context["pictures"]]
    assert names == ["in_time", "appeals", "observations", "cards"]
    assert not any(one.charts for one in page.context["pictures"])
