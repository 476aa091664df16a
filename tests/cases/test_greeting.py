"""The clock that starts at the door (9.1.1.1, 9.1.1.2)."""

from __future__ import annotations

import pytest

from salesfloor.floor.reception.models import Arrival, Reception
from salesfloor.floor.reception.rules.receiving import seconds_to_greet
from salesfloor.kernel.rulebook import evidence
from salesfloor.kernel.rulebook.models import Evidence
from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db


def greeted(ref: str) -> int:
    found = Reception.objects.get(ref=ref)
    assert found.assigned_at is not None
    return seconds_to_greet(found.arrived_at, found.assigned_at)


@pytest.mark.clause("9.1.1.1", "kept")
@pytest.mark.clause("9.1.1.2", "kept")
def test_the_tap_at_the_door_starts_the_clock(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.give("at_the_door", by="b", at="09:05:00")
    floor.visit("09:05:40", ref="v1")
    floor.visit("09:06:00", ref="v2")
    assert (greeted("v1"), greeted("v2")) == (40, 0)


@pytest.mark.clause("9.1.1.2", "kept")
def test_waiting_counts(floor: Floor) -> None:
    floor.sign_in("a")
    floor.visit("09:05:00", ref="v1")
    floor.visit("09:06:00", ref="v2")
    floor.end("v1", at="09:09:00")
    assert greeted("v2") == 180


@pytest.mark.clause("9.1.1.2", "missed")
def test_whoever_stood_too_long_is_told_in_the_rulebook(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.give("at_the_door", by="b", at="09:05:00")
    floor.visit("09:06:00", ref="in time")
    floor.give("at_the_door", by="b", at="09:07:00")
    floor.visit("09:08:01", ref="by the door")
    floor.visit("09:10:00", ref="waited")
    floor.end("in time", at="09:11:01")
    floor.give("call", by="desk", at="09:12:00", ref="no door")
    missed = Evidence.objects.filter(missed__contains=["9.1.1.2"]).order_by("pk")
    assert list(missed.values_list("command", flat=True)) == ["visit", "end"]
    late = [dict(zip(one.missed, one.missed_by, strict=True))["9.1.1.2"] for one in missed]
    assert late == ["b", ""], "who was busy did not come late"
    kept = Evidence.objects.filter(command="visit", missed=[], clauses__contains=["9.1.1.2"])
    assert list(kept.values_list("answer__ref", flat=True)) == ["in time"]


@pytest.mark.clause("9.1.1.1", "missed")
def test_a_tap_for_nobody_is_taken_back(floor: Floor) -> None:
    floor.sign_in("a")
    arrival = floor.give("at_the_door", by="desk", at="09:05:00")["arrival"]
    assert floor.give("nobody_at_the_door", by="a", arrival=arrival)["closed"] == 1
    assert floor.give("nobody_at_the_door", by="a", arrival=arrival)["closed"] == 0
    floor.visit("09:30", ref="v1")
    assert (greeted("v1"), Arrival.objects.get().reception_id) == (0, None)


@pytest.mark.fault("D20")
def test_the_evidence_names_who_came_late_and_not_who_wrote_it_down(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.give("at_the_door", by="b", at="09:07:00")
    floor.visit("09:08:01", ref="late")
    missed = Evidence.objects.get(missed=["9.1.1.2"])
    assert (missed.actor, missed.missed_by) == ("desk", ["a"])
    [case] = evidence.as_shown([missed], "9.1.1.2", floor.actor("manager"))
    assert case.who == "A"
    own = evidence.cases_of(floor.actor("a"), "9.1.1.2", floor.now, evidence.MISSED)
    assert list(own) == [missed]
    assert not evidence.cases_of(floor.actor("b"), "9.1.1.2", floor.now, evidence.MISSED)


@pytest.mark.fault("D20")
def test_who_signs_in_while_a_customer_waits_is_not_late(floor: Floor) -> None:
    floor.give("at_the_door", by="desk", at="09:07:00")
    floor.visit("09:07:10", ref="v1")
    floor.sign_in("a", at="09:20")
    [missed] = Evidence.objects.filter(missed__contains=["9.1.1.2"])
    assert dict(zip(missed.missed, missed.missed_by, strict=True))["9.1.1.2"] == ""
    assert greeted("v1") == 780


@pytest.mark.fault("D20")
def test_conduct_that_is_noted_is_whose_conduct_it_is(floor: Floor) -> None:
    floor.sign_in("a")
    floor.give("private_call", by="lead", who="a", minutes=20)
    assert Evidence.objects.get(missed=["3.6.2.2"]).missed_by == ["a"]
