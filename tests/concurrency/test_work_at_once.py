"""The evening, duty, targets, warnings, appeals, minutes and leave at the same moment, over connections of their own."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from salesfloor.floor.pace.models import Given
from salesfloor.floor.reception.models import Duty
from salesfloor.floor.results.models import Answered
from salesfloor.floor.targets.models import Claim, Target
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


@pytest.mark.clause("7.1.12", "done")
def test_a_day_of_duty_is_held_by_one_whoever_is_put_on_and_whoever_swaps(floor: Floor) -> None:
    on = "2026-03-04"
    told = all_at(floor, "lead", "put_on_duty", *[{"who": one, "on": on} for one in "abcd"])
    assert [what for what, _ in told] == ["done"] * 4
    assert Duty.objects.count() == 1
    floor.give("put_on_duty", by="lead", who="a", on=on)
    swap = floor.give("swap_duty", by="a", on=on, with_="b")["swap"]
    acts = [
        partial(give, floor.actor("b"), floor.now, "agree_swap", swap=swap),
        partial(give, floor.actor("lead"), floor.now, "put_on_duty", who="c", on=on),
    ]
    at_once(acts, people=2)
    assert floor.ask("on_duty", by="lead", on=on)["who"] == "c"


@pytest.mark.clause("4.1.2", "refused")
def test_one_basic_target_stands_for_a_person(floor: Floor) -> None:
    asked: dict[str, Any] = {"measure": "deals", "period": "2026-04", "person": "a"}
    sets = [{"target": f"t{one}", "value": one + 1, **asked} for one in range(CROWD)]
    told = all_at(floor, "manager", "set_target", *sets)
    assert sorted(what for what, _ in told) == ["done", *["refused"] * (CROWD - 1)]
    assert {why for what, why in told if what == "refused"} == {"input"}
    assert Target.objects.filter(replaced_at=None).count() == 1


@pytest.mark.clause("4.1.2", "done")
def test_of_several_claims_one_stands_and_what_waits_is_signed_once(floor: Floor) -> None:
    claims = [{"value": one + 1} for one in range(CROWD)]
    told = all_at(floor, "a", "claim_target", *claims)
    assert [what for what, _ in told] == ["done"] * CROWD
    assert Claim.objects.filter(replaced_at=None).count() == 1
    floor.give("claim_target", by="lead", who="a", value=9)
    told = all_at(floor, "a", "sign_target", *[{}] * CROWD)
    assert sorted(what for what, _ in told) == ["done", *["refused"] * (CROWD - 1)]
    assert Claim.objects.get(replaced_at=None).value == 9


@pytest.mark.clause("4.5.1", "refused")
def test_one_warning_of_a_level_is_given_in_a_period() -> None:
    floor = Floor(trade="bank_cards", policy={"target.measure": "complete"})
    asked: dict[str, Any] = {"measure": "complete", "period": "2026-03", "person": "a"}
    floor.give("set_target", by="manager", target="a", value=31, **asked)
    floor.days_on(7)
    floor.wait_until("10:00")
    words = [{"who": "a", "level": "verbal", "words": f"No. {one}"} for one in range(CROWD)]
    told = all_at(floor, "lead", "warn", *words)
    assert sorted(what for what, _ in told) == ["done", *["refused"] * (CROWD - 1)]
    assert {why for what, why in told if what == "refused"} == {"4.5.1"}
    assert Given.objects.count() == 1


@pytest.mark.clause("3.6.1.3", "done")
def test_a_meeting_begins_once_and_its_minutes_have_a_version_each(floor: Floor) -> None:
    floor.give("put_on_duty", by="lead", who="d", on="2026-03-02")
    plan: dict[str, Any] = {"meeting": "m1", "title": "Doors", "people": ["a", "b"]}
    starts_at = floor.now + timedelta(minutes=5)
    floor.give("plan_meeting", by="manager", starts_at=starts_at.isoformat(), minutes=20, **plan)
    once = ["done", *["refused"] * (CROWD - 1)]
    named = {"meeting": "m1"}
    floor.give("attend", by="a", **named)
    for do in ("open_meeting", "close_meeting"):
        told = all_at(floor, "manager", do, *[named] * CROWD)
        assert sorted(what for what, _ in told) == once
    words = [{**named, "words": f"No. {one}"} for one in range(CROWD)]
    told = all_at(floor, "manager", "publish_minutes", *words)
    assert sorted(what for what, _ in told) == once
    told = all_at(floor, "manager", "amend_minutes", *[{**one, "reason": "x"} for one in words])
    assert sorted(answer["version"] for _, answer in told) == list(range(2, CROWD + 2))
    read = [{**named, "version": 1 + one} for one in range(CROWD + 1)]
    told = all_at(floor, "a", "sign_minutes", *read)
    assert [what for what, _ in told] == [*["refused"] * CROWD, "done"]
