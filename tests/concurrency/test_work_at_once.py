"""The evening, appeals, minutes and leave at the same moment, over connections of their own."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from salesfloor.floor.results.models import Answered
from salesfloor.kernel.conduct.models import Appeal
from salesfloor.kernel.leave.models import Leave
from tests.concurrency.crowd import at_once, give
from tests.floor_builder import Floor

pytestmark = [pytest.mark.django_db(transaction=True)]
CROWD = 5


def all_at(floor: Floor, by: str, do: str, *given: dict[str, Any]) -> list[tuple[str, Any]]:
    acts = [partial(give, floor.actor(by), floor.now, do, **one) for one in given]
    return at_once(acts, people=len(acts))


@pytest.mark.clause("4.2.2.1", "done")
def test_a_round_answered_from_several_devices_is_corrected_by_all_but_one() -> None:
    floor = Floor(trade="bank_cards", policy={"target.measure": "complete"})
    given = [{"complete": one, "incomplete": 0, "tomorrow": 1} for one in range(CROWD)]
    told = all_at(floor, "a", "answer_pulse", *given)
    assert [what for what, _ in told] == ["done"] * CROWD
    assert sorted(answer["corrected"] for _, answer in told) == [False, *[True] * (CROWD - 1)]
    latest = Answered.objects.order_by("-at", "-pk").first()
    assert latest is not None
    status = floor.ask("pulse_status", by="manager")
    assert (Answered.objects.count(), status["teams"][0]["complete"]) == (CROWD, latest.complete)


@pytest.mark.clause("7.2.5", "refused")
def test_a_matter_is_appealed_once_and_ruled_on_once(floor: Floor) -> None:
    noted = floor.give("observe", by="lead", who="a", item="chat", note="At the desk.")["conduct"]
    about = f"conduct:{noted}"
    appeals = [{"about": about, "grounds": f"No. {one}"} for one in range(CROWD)]
    told = all_at(floor, "a", "appeal", *appeals)
    assert sorted(what for what, _ in told) == ["done", *["refused"] * (CROWD - 1)]
    rulings = [{"about": about, "stands": one % 2 == 0, "reason": "x"} for one in range(CROWD)]
    told = all_at(floor, "manager", "rule_on_appeal", *rulings)
    assert sorted(what for what, _ in told) == ["done", *["refused"] * (CROWD - 1)]
    [state] = [answer["state"] for what, answer in told if what == "done"]
    assert (Appeal.objects.count(), Appeal.objects.get().stands) == (1, state == "upheld")


@pytest.mark.clause("3.6.1.3", "refused")
def test_minutes_are_signed_once_by_a_person(floor: Floor) -> None:
    plan: dict[str, Any] = {"meeting": "m1", "title": "Doors", "people": ["a", "b"]}
    floor.give("plan_meeting", by="manager", starts_at="2026-03-02T08:30+08:00", minutes=20, **plan)
    floor.give(
        "hold_meeting", by="manager", at="08:50", meeting="m1", present=["a", "b"], minutes="Done."
    )
    told = all_at(floor, "a", "sign_minutes", *[{"meeting": "m1"}] * CROWD)
    assert sorted(what for what, _ in told) == ["done", *["refused"] * (CROWD - 1)]
    assert {why for what, why in told if what == "refused"} == {"3.6.1.3"}


@pytest.mark.clause("7.1.1", "refused")
def test_a_person_is_on_one_leave_at_a_time(floor: Floor) -> None:
    asked = {"kind": "annual", "from": "2026-03-09", "until": "2026-03-10"}
    told = all_at(floor, "a", "leave", *[asked] * CROWD)
    assert sorted(what for what, _ in told) == ["done", *["refused"] * (CROWD - 1)]
    assert Leave.objects.count() == 1
