"""A question that could not leave in its time is not asked any more, and nobody is missing (4.2.1.3)."""

from __future__ import annotations

from typing import Any

import pytest

from salesfloor.floor.pulse.tests.now import CAST
from salesfloor.kernel.asks.models import Ask
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.deadlines import running
from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db
POLICY: dict[str, Any] = {"floor.duties": ["pulse"], "target.measure": "complete"}


@pytest.fixture
def centre(monkeypatch: pytest.MonkeyPatch) -> Floor:
    """Return a centre of a server that was down since noon; its round runs from tomorrow on."""
    floor = Floor(cast=CAST, trade="bank_cards", policy=POLICY)
    floor.days_on()
    floor.wait_until("12:00")
    floor.happenings = []
    floor.runs_due = False
    monkeypatch.setattr(running, "_serves", [True])
    return floor


def back_at(floor: Floor, at: str) -> dict[str, Any]:
    floor.now = floor.moment(at)
    floor.happenings += deadlines.run_due(floor.now)
    return dict(floor.ask("pulse_status", by="manager", at=floor.now))


def names(floor: Floor) -> list[str]:
    return [one.name for one in floor.happenings if one.name.startswith("pulse_")]


def test_twenty_five_minutes_late_it_is_asked_with_its_own_instant(centre: Floor) -> None:
    status = back_at(centre, "17:25")
    assert names(centre) == ["pulse_asked", "pulse_reminded"]
    assert [one.at for one in centre.happenings if one.name == "pulse_asked"] == [
        centre.moment("17:00")
    ]
    assert "skipped" not in status
    assert status["teams"][0]["missing"] == ["a", "b"]


def test_just_within_the_time(centre: Floor) -> None:
    back_at(centre, "18:59:59")
    assert names(centre).count("pulse_asked") == 2


def test_two_hours_late_it_is_asked_no_more_and_nobody_is_missing(centre: Floor) -> None:
    status = back_at(centre, "19:01")
    assert names(centre) == []
    assert status["skipped"] == ["team"]
    assert status["teams"][0]["missing"] == []
    assert status["missing_teams"] == []
    assert not Ask.objects.exists()
    answer = centre.give("answer_pulse", by="a", at="19:05", complete=3, incomplete=1, tomorrow=4)
    assert (answer["minutes"], answer["late"], answer["early"]) == (None, False, False)
    assert centre.ask("pulse_status", by="manager", at="19:06")["teams"][0]["late"] == []


def test_a_command_that_comes_before_the_worker_changes_nothing(centre: Floor) -> None:
    centre.give("answer_pulse", by="a", at="19:01", complete=3, incomplete=1, tomorrow=4)
    assert names(centre) == []
    assert centre.ask("pulse_status", by="manager", at="19:02")["skipped"] == ["team"]


def test_the_policy_says_how_late(centre: Floor) -> None:
    centre.give("policy", by="manager", at="12:01", name="pulse.skip_after_minutes", value=20,
                from_=centre.day.isoformat())  # fmt: skip
    assert back_at(centre, "17:25")["skipped"] == ["team"]


def test_a_script_has_no_outage(centre: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "_serves", [])
    status = back_at(centre, "23:00")
    assert names(centre).count("pulse_closed") == 2
    assert "skipped" not in status
    assert status["teams"][0]["missing"] == ["a", "b"]
