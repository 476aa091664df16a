"""A quarrel about a customer of whom a thousand lines are on record."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from salesfloor.floor.customers.models import FollowUp

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db
ONE = "13800138000"
LINES = 1000


def test_evidence_costs_the_same_however_long(
    floor: Floor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    floor.sign_in("a", "b")
    floor.issue_books("a")
    floor.visit("09:00", ref="v1", phone=ONE)
    floor.end("v1", outcome="left")
    floor.give("follow_up", by="a", phone=ONE, method="call", note="one", reached=True)
    floor.give("refer", by="b", referrer="13800138009", phone=ONE, name="x")
    case = floor.give("dispute", by="b", phone=ONE, against="a")["case"]
    first = FollowUp.objects.get()
    written = (
        FollowUp(
            page_id=first.page_id,
            customer_id=first.customer_id,
            staff_id=first.staff_id,
            at=first.at + timedelta(microseconds=number),
            method="call",
            note="x",
            reached=number % 2 == 0,
            line_no=1 + number,
        )
        for number in range(1, LINES)
    )
    FollowUp.objects.bulk_create(written)

    with django_assert_max_num_queries(45):
        told = floor.ask("dispute_case", by="manager", case=case)

    assert len(told["evidence"]) > LINES
    assert told["readings"]["attempts_count"]["owner"] == "a"
