"""The door at nine, a round confirmed and put right, a month closed: at the same moment, over connections of their own."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest

from tests.concurrency.crowd import at_once, give
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
