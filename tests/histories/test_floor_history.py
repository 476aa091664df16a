"""The product and a plain model of the rules live through the same histories."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.histories.machine import FloorHistory


@pytest.mark.django_db
def test_the_product_answers_as_the_model_does() -> None:
    run_state_machine_as_test(
        FloorHistory,
        settings=settings(
            max_examples=40,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
