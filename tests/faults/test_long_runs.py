"""What the suite plays in small, in the numbers that are promised: long histories, many days."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from salesfloor.floor.reception.tests.test_rotation import a_day_is_fair
from tests.concurrency.crowd import at_once, give
from tests.floor_builder import Floor
from tests.histories.machine import FloorHistory

pytestmark = pytest.mark.faults
HISTORIES, STEPS = 1_000, 80
DAYS = 100_000
VISITS = 2_000


@pytest.mark.django_db
def test_long_histories() -> None:
    run_state_machine_as_test(
        FloorHistory,
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.case(106)
def test_a_hundred_thousand_days_are_fair() -> None:
    for seed in range(DAYS):
        a_day_is_fair(seed)


@pytest.mark.django_db(transaction=True)
@pytest.mark.case(1)
def test_two_thousand_visits_at_once(floor: Floor) -> None:
    floor.sign_in("a", "b", "c", "d")
    desk, at = floor.actor("desk"), floor.moment("09:05")

    results = at_once([partial(give, desk, at, "visit") for _ in range(VISITS)])

    assert sorted(answer["register_no"] for _, answer in results) == [*range(1, VISITS + 1)]
    assert sum(answer["assigned_to"] is not None for _, answer in results) == 4
