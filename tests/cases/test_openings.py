"""What a floor owes to the clock, also where the worker is late or the jump is far (7.1.12, R11, X18)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from salesfloor.kernel.deadlines.api import Deadline
from salesfloor.kernel.messages.api import Message
from salesfloor.kernel.rulebook.models import Evidence
from tests.floor_builder import Floor
from tests.scripts.test_late_worker import go_by_the_real_clock

if TYPE_CHECKING:
    from salesfloor.base.commands import Happening

pytestmark = pytest.mark.django_db


def uncovered(floor: Floor) -> list[Happening]:
    return [one for one in floor.happenings if one.name == "floor_uncovered"]


@pytest.mark.fault("R11")
@pytest.mark.case(34)
@pytest.mark.clause("7.1.12", "missed")
@pytest.mark.parametrize("is_late", [False, True])
def test_whoever_comes_after_the_opening_does_not_undo_that_it_was_empty(
    floor: Floor, *, is_late: bool
) -> None:
    go_by_the_real_clock()
    floor.runs_due = not is_late
    floor.give("sign_in", by="a", at="09:10")
    floor.runs_due = True
    floor.wait_until("10:00")

    assert [one.at for one in uncovered(floor)] == [floor.moment("09:00")]
    rows = Evidence.objects.filter(missed__contains=["7.1.12"])
    assert [(row.command, row.actor, row.at) for row in rows] == [
        ("floor_opens", "salesfloor", floor.moment("09:00"))
    ]
    told = Message.objects.filter(clause="7.1.12")
    assert [(one.staff_id, one.at) for one in told] == [
        (floor.actor("manager").staff_id, floor.moment("09:00"))
    ]


@pytest.mark.fault("R11")
@pytest.mark.clause("7.1.12", "kept")
def test_whoever_left_after_the_opening_was_there_at_it(floor: Floor) -> None:
    go_by_the_real_clock()
    floor.sign_in("a", "b")
    floor.runs_due = False
    floor.give("sign_out", by="a", at="09:10")
    floor.runs_due = True
    floor.wait_until("10:00")
    assert uncovered(floor) == []


@pytest.mark.fault("R11")
@pytest.mark.clause("7.1.12", "missed")
def test_hours_changed_after_the_opening_do_not_move_it(floor: Floor) -> None:
    go_by_the_real_clock()
    floor.runs_due = False
    floor.give("change_site", by="manager", at="09:10", name="N", opens="10:00", closes="18:00")
    floor.runs_due = True
    floor.wait_until("11:00")
    assert [one.at for one in uncovered(floor)] == [floor.moment("09:00"), floor.moment("10:00")]


@pytest.mark.fault("R9")
@pytest.mark.parametrize("trade", ["distribution", "service_area", "pharma", "event"])
def test_a_site_without_a_rotation_is_not_looked_at(db: None, trade: str) -> None:
    floor = Floor(trade=trade, cast={"manager": "manager", "lead": "lead", "a": "salesperson"})
    floor.days_on(3)
    floor.wait_until("12:00")
    assert floor.happenings == []
    assert not Deadline.objects.filter(handler="floor_opens").exists()
    for do in ("sign_in", "visit", "call"):
        assert floor.refusal(do, by="a").clause == "input"


@pytest.mark.fault("R9")
@pytest.mark.parametrize("trade", ["distribution", "service_area"])
def test_a_site_may_be_open_round_the_clock(db: None, trade: str) -> None:
    Floor(trade=trade, cast={}, opens="08:00", closes="08:00")


@pytest.mark.fault("X18")
def test_a_floor_on_which_nobody_comes_is_not_looked_at_for_ever(floor: Floor) -> None:
    """A jump of two lifetimes costs a month of empty mornings, and who then comes is looked for again."""
    floor.sign_in("a")
    floor.wait_until("12:00")
    floor.day = date(2190, 3, 1)
    floor.give("sign_in", by="a", at="08:30")
    assert len(uncovered(floor)) == 30
    assert uncovered(floor)[-1].at.date() == date(2026, 4, 1)

    floor.days_on(2)
    floor.wait_until("09:30")
    assert [one.at for one in uncovered(floor)[30:]] == [
        floor.moment("09:00") - timedelta(days=1),
        floor.moment("09:00"),
    ]
