"""The door at nine, a round confirmed and put right, a month closed: at the same moment, over connections of their own."""

from __future__ import annotations

import threading
import time
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from salesfloor.base import beforehand
from salesfloor.floor.records.commands import handing_in
from salesfloor.kernel.deadlines import running
from tests.concurrency.crowd import Result, at_once, give
from tests.floor_builder import Floor

pytestmark = [pytest.mark.django_db(transaction=True)]
DOOR = 120
"""How many hand in at the door."""


@pytest.mark.clause("7.1.10", "done")
def test_a_crowd_that_hands_in_before_the_door_is_all_on_record() -> None:
    cast = {"manager": "manager", "lead": "lead"} | {
        f"p{one}": "salesperson" for one in range(DOOR)
    }
    floor = Floor(policy={"floor.duties": ["hand_in"]}, cast=cast)
    floor.days_on()
    day = floor.day.isoformat()
    floor.days_on()
    floor.wait_until("08:59")
    acts = [
        partial(give, floor.actor(f"p{one}"), floor.now, "hand_in", on=day, words="Leaflets")
        for one in range(DOOR)
    ]
    assert [what for what, _ in at_once(acts)] == ["done"] * DOOR
    floor.wait_until("09:01")
    states = [one["state"] for one in floor.ask("hand_ins", by="manager", on=day)["rows"]]
    assert states == ["handed_in"] * DOOR
    assert not [one for one in floor.happenings if one.name == "duty_missed"]


@pytest.fixture
def at_the_door(monkeypatch: pytest.MonkeyPatch) -> Floor:
    """Return a floor of a process that serves, a second before the door of its first day shuts."""
    monkeypatch.setattr(running, "_serves", [True])
    monkeypatch.setattr(beforehand, "_under_way", [running.hold_minute])
    cast = {"manager": "manager", "lead": "lead", "a": "salesperson", "b": "salesperson"}
    floor = Floor(policy={"floor.duties": ["hand_in"]}, cast=cast)
    floor.days_on(2)
    floor.wait_until("08:59:59")
    return floor


@pytest.mark.case(26)
@pytest.mark.case(28)
@pytest.mark.clause("7.1.10", "done")
def test_who_was_in_time_is_not_missed_though_the_door_shuts_meanwhile(
    at_the_door: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor, day = at_the_door, (at_the_door.day - timedelta(days=1)).isoformat()
    is_writing, write_down = threading.Event(), handing_in._write_down

    def slowly(*given: Any) -> None:
        write_down(*given)
        is_writing.set()
        time.sleep(0.5)

    def shut() -> Result:
        is_writing.wait(10)
        floor.wait_until("09:00:01")
        return "done", None

    monkeypatch.setattr(handing_in, "_write_down", slowly)
    in_time = partial(give, floor.actor("a"), floor.now, "hand_in", on=day, words="Leaflets")
    assert [what for what, _ in at_once([in_time, shut], people=2)] == ["done", "done"]
    missed = [one.fields["subject"] for one in floor.happenings if one.name == "duty_missed"]
    assert missed == ["b"]
    rows = floor.ask("hand_ins", by="manager", on=day)["rows"]
    assert {one["who"]: one["state"] for one in rows} == {"a": "handed_in", "b": "missed"}


@pytest.mark.case(26)
@pytest.mark.clause("7.1.10", "refused")
def test_whose_turn_comes_after_the_door_has_shut_is_told_so(at_the_door: Floor) -> None:
    floor, day = at_the_door, (at_the_door.day - timedelta(days=1)).isoformat()
    before, actor = floor.now, floor.actor("a")
    floor.wait_until("09:00:01")
    late = give(actor, before, "hand_in", on=day, words="Leaflets")
    assert late == ("refused", "7.1.10")
    rows = floor.ask("hand_ins", by="manager", on=day)["rows"]
    assert {one["state"] for one in rows} == {"missed"}


@pytest.mark.clause("4.2.2.2", "done")
def test_a_round_confirmed_while_it_is_put_right_is_right_or_outdated() -> None:
    floor = Floor(trade="bank_cards", policy={"target.measure": "complete"})
    for complete in range(2, 7):
        answer: dict[str, Any] = {"complete": complete, "incomplete": 0, "tomorrow": 1}
        told = at_once(
            [
                partial(give, floor.actor("a"), floor.now, "answer_pulse", **answer),
                partial(
                    give, floor.actor("lead"), floor.now, "answer_team_pulse", checks_tomorrow=1
                ),
            ]
        )
        assert [what for what, _ in told] == ["done", "done"]
        [team] = [
            one
            for one in floor.ask("pulse_status", by="manager")["teams"]
            if one["lead"].endswith("lead")
        ]
        said = told[1][1]["complete"]
        assert (team["confirmed"], team["complete"]) == (True, complete)
        assert team["outdated"] is (said != complete)


@pytest.mark.clause("7.1.11", "done")
def test_a_fine_waived_while_its_month_closes_is_in_no_statement() -> None:
    floor = Floor(day=date(2026, 3, 28))
    fault: dict[str, Any] = {"kind": "agreement", "written_on": floor.day.isoformat()}
    floor.give("review_form", by="manager", who="a", form="A-1", errors=["seal"], **fault)
    floor.give("appeal", by="a", fine_no=1, grounds="It was sealed")
    month = floor.day.strftime("%Y-%m")
    floor.days_on(4)
    floor.wait_until("08:30")
    ruling: dict[str, Any] = {"fine_no": 1, "stands": False, "reason": "It was"}
    told = at_once(
        [
            partial(give, floor.actor("director"), floor.now, "rule_on_appeal", **ruling),
            partial(give, floor.actor("finance"), floor.now, "close_statement", month=month),
        ]
    )
    assert [what for what, _ in told] == ["done", "done"]
    assert told[1][1]["total"] == "0.00"
    assert floor.ask("statement", by="finance", month=month) == {"rows": [], "closed": True}
