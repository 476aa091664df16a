"""Whatever is done about holds and money in whatever order: the books balance."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.histories.money import MoneyHistory


@pytest.mark.django_db
def test_the_books_balance_after_any_order_of_commands() -> None:
    run_state_machine_as_test(
        MoneyHistory,
        settings=settings(
            max_examples=8,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
