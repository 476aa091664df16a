"""A change of shifts with several hands at once: one signs, nobody stands in two shifts, numbers run on."""

from __future__ import annotations

from functools import partial

import pytest

from salesfloor.kernel.leave.models import Leave
from salesfloor.kernel.tasks.models import Task
from salesfloor.trades.venue.shifts.models import Handover, Rostered
from tests.area_builder import Area
from tests.concurrency.crowd import at_once, give

pytestmark = pytest.mark.django_db(transaction=True)


def done(results: list[tuple[str, object]]) -> int:
    return [word for word, _ in results].count("done")


@pytest.mark.clause("2.4.1", "refused")
def test_two_who_take_over_at_once() -> None:
    """One signs, the other is told that the shift is taken over."""
    area = Area()
    area.roster("day", "a")
    area.roster("night", "b", "c")
    area.give("arrive", by="a", at="07:40", uniform=True)
    area.give("arrive", by="b", at="19:30", uniform=True)
    area.give("arrive", by="c", at="19:31", uniform=True)
    area.give("hand_over_shift", by="a", at="19:50", notes="All quiet.")
    acts = [
        partial(give, area.actor(who), area.now, "take_over_shift", handover=1, items=[])
        for who in ("b", "c", "lead", "manager")
    ]
    results = at_once(acts)
    assert done(results) == 1
    assert {why for word, why in results if word == "refused"} == {"2.4.1"}
    assert Handover.objects.exclude(taken_at=None).count() == 1


@pytest.mark.clause("2.4.1", "refused")
def test_two_leads_roster_one_person_for_the_same_hours() -> None:
    """The database holds what both saw as free: nobody stands in two shifts at once."""
    area = Area()
    area.shift_kind("early", "07:00", "15:00")
    area.shift_kind("late", "14:00", "22:00")
    day = area.day.isoformat()
    acts = [
        partial(give, area.actor("lead"), area.now, "roster", on=day, shift=kind, who=["a"])
        for kind in ("early", "late", "day")
    ]
    results = at_once(acts)
    assert done(results) == 1
    assert {why for word, why in results if word == "refused"} <= {"2.4.1"}
    assert Rostered.objects.filter(off_at=None).count() == 1


def test_numbers_of_tasks_run_on_without_a_gap() -> None:
    area = Area()
    due = area.day.isoformat()
    acts = [
        partial(give, area.actor("lead"), area.now, "assign", to="a", what=f"Item {n}.", due=due)
        for n in range(12)
    ]
    assert done(at_once(acts)) == len(acts)
    assert sorted(Task.objects.values_list("number", flat=True)) == list(range(1, 13))


def test_one_leave_for_the_same_days() -> None:
    area = Area()
    day = area.day.isoformat()
    fields = {"kind": "sick", "from": day, "until": day}
    acts = [partial(give, area.actor("a"), area.now, "leave", **fields) for _ in range(4)]
    assert done(at_once(acts)) == 1
    assert Leave.objects.count() == 1


def test_one_appeal_of_a_record() -> None:
    area = Area()
    area.give("observe", by="lead", who="a", item="dress", note="No jacket.")
    acts = [
        partial(give, area.actor("a"), area.now, "appeal", about="conduct:1", grounds=f"No {n}.")
        for n in range(4)
    ]
    results = at_once(acts)
    assert done(results) == 1
    assert {why for word, why in results if word == "refused"} == {"7.2.5"}
