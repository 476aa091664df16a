"""What serves records nothing by a clock that has just jumped, as the worker makes nothing final by it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from salesfloor.base import beforehand
from salesfloor.base.refusals import ClockUnsure
from salesfloor.kernel.deadlines import even_clock
from salesfloor.kernel.deadlines.even_clock import Reading, ServingClock, Standing
from salesfloor.kernel.duties.models import Miss
from tests.floor_builder import Floor
from tests.visitor import piece, visitor

FIVE = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
NO_TIME, DAY = timedelta(0), timedelta(days=1)


class Machine:
    """A clock, the seconds since the machine started, and how the clock was set."""

    def __init__(self, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now, self.seconds, self.ahead = now, 0.0, NO_TIME
        self.serving = ServingClock(self.stands)
        monkeypatch.setattr(even_clock, "ticks", lambda: self.seconds)

    def stands(self) -> Standing:
        return Standing(Reading(self.now, self.seconds), ("real", self.ahead))

    def believes(self, *, after: float = 1.0, jump: timedelta = NO_TIME) -> bool:
        self.seconds += after
        self.now += timedelta(seconds=after) + jump
        try:
            self.serving.check(self.now)
        except ClockUnsure:
            return False
        return True


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine on which a command has come already."""
    made = Machine(FIVE, monkeypatch)
    assert made.believes()
    return made


@pytest.mark.case(20)
@pytest.mark.parametrize("jump", [DAY, -timedelta(hours=1)])
def test_after_a_jump_nothing_passes_until_a_minute_went_by_evenly(
    machine: Machine, jump: timedelta
) -> None:
    assert not machine.believes(jump=jump)
    assert not machine.believes(after=58)
    assert machine.believes(after=3)


@pytest.mark.case(20)
def test_a_clock_that_is_put_back_to_where_it_was_is_believed_at_once(machine: Machine) -> None:
    assert not machine.believes(jump=DAY)
    assert machine.believes(jump=-DAY)


def test_quiet_hours_slow_drift_and_slow_requests_are_no_jump(machine: Machine) -> None:
    assert machine.believes(after=36_000)
    for _ in range(100):
        assert machine.believes(after=3_600, jump=timedelta(seconds=2))
    machine.seconds += 300
    machine.now += timedelta(seconds=300)
    machine.serving.check(machine.now - timedelta(seconds=200))


def test_a_clock_that_is_set_on_record_is_believed(machine: Machine) -> None:
    machine.ahead = DAY
    assert machine.believes(jump=DAY)
    assert not machine.believes(jump=DAY)


@pytest.mark.case(19)
@pytest.mark.case(20)
@pytest.mark.django_db
def test_nobody_has_missed_the_door_by_a_clock_that_jumped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command at the jumped hour would let everything happen that is due before it."""
    floor = Floor(trade="bank_cards", policy={"floor.duties": ["hand_in"]})
    floor.days_on()
    machine = Machine(floor.moment("17:00"), monkeypatch)
    monkeypatch.setattr(beforehand, "_clock", [machine.serving.check])
    floor.give("put_on_duty", by="lead", at="17:00", who="a", on=floor.day.isoformat())
    machine.now = floor.now + DAY
    floor.runs_due = False
    with pytest.raises(ClockUnsure):
        floor.give("hand_in", by="a", at=machine.now, words="Three forms")
    assert not Miss.objects.exists()


@pytest.mark.case(19)
@pytest.mark.django_db
def test_a_page_says_that_it_is_the_clock(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsure(at: datetime) -> None:
        raise ClockUnsure(str(at))

    browser = visitor(floor, "a")
    monkeypatch.setattr(beforehand, "_clock", [unsure])
    answer = piece(browser, "/give/hand_in/", words="Three forms")
    assert (answer.status_code, "时间" in answer.content.decode()) == (503, True)
