"""To whom a doubt goes, who answers it, and when the manager has it, too (7.1.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from salesfloor.kernel.work.models import WorkItem
from tests.floor_builder import Floor

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = pytest.mark.django_db


def escalated(floor: Floor) -> Iterable[int]:
    return [one.fields["question"] for one in floor.happenings if one.name == "question_escalated"]


def test_a_loan_counts_for_the_lead_of_the_day() -> None:
    floor = Floor()
    floor.give("staff", code="lead2", name="Lead", post="lead", team="T2")
    floor.give(
        "lend", by="manager", who="a", team="T2", reason="help", until="2026-03-04", at="09:00"
    )

    assert floor.give("ask", by="a", text="How?")["to"] == "lead2"


def test_the_manager_has_it_too_once_and_any_manager_answers() -> None:
    floor = Floor()
    floor.give("ask", by="a", text="How?", at="10:00")
    floor.give("answer", by="lead", question=1, text="So.", at="10:30")
    floor.give("ask", by="b", text="How?", at="11:00")
    floor.wait_until("15:00")

    assert escalated(floor) == [2]
    manager = floor.actor("manager").staff_id
    items = WorkItem.objects.filter(kind="question", settled_at=None)
    assert items.filter(who=f"person:{manager}").count() == 1
    floor.give("answer", by="director", question=2, text="So.")
    assert not items.exists()


@pytest.mark.parametrize("by", ["lead", "desk", "manager"])
def test_what_is_the_managers_already_does_not_go_there_again(by: str) -> None:
    floor = Floor()
    floor.give("ask", by=by, text="How?", at="10:00")
    floor.wait_until("15:00")

    assert not escalated(floor)


def test_the_worker_may_be_late() -> None:
    floor = Floor()
    floor.give("ask", by="a", text="How?", at="17:45")
    floor.runs_due = False
    floor.days_on()
    floor.wait_until("12:00")
    floor.runs_due = True
    floor.wait_until("12:01")

    [one] = [one for one in floor.happenings if one.name == "question_escalated"]
    assert one.at == floor.moment("09:15")
