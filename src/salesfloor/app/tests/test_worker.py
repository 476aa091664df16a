"""The worker believes an even clock, and makes nothing final by one that jumped."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from salesfloor.app.worker import Worker
from salesfloor.base.sql import execute
from salesfloor.floor.customers.models import Claim
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.deadlines.api import ClockGuard, Reading, ticks
from salesfloor.kernel.messages.api import Message
from tests.floor_builder import Floor

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def readings(*pairs: tuple[float, float]) -> list[Reading]:
    """Return readings of the clock (seconds past noon) at so many ticks."""
    return [Reading(NOON + timedelta(seconds=clock), at) for clock, at in pairs]


@pytest.mark.case(20)
@pytest.mark.parametrize(
    ("_story", "seen", "sane"),
    [
        ("the first reading is not enough", [(0, 0)], [False]),
        ("two that agree are", [(0, 0), (1, 1)], [False, True]),
        ("a slow second is no jump", [(0, 0), (1, 1), (40, 2)], [False, True, True]),
        ("a day forward", [(0, 0), (1, 1), (86402, 2)], [False, True, False]),
        (
            "a day forward, and back",
            [(0, 0), (1, 1), (86402, 2), (86403, 3), (4, 4)],
            [False, True, False, False, True],
        ),
        (
            "a day forward, and it stays",
            [(0, 0), (1, 1), (86402, 2), (86461, 61), (86463, 63)],
            [False, True, False, False, True],
        ),
        ("ten minutes back", [(0, 0), (1, 1), (-598, 2)], [False, True, False]),
        (
            "back and forth for ever",
            [(0, 0), (1, 1), (900, 2), (90, 70), (999, 140)],
            [False, True, False, True, False],
        ),
        (
            "a night of sleep that both clocks saw",
            [(0, 0), (1, 1), (30000, 30000)],
            [False, True, True],
        ),
    ],
)
def test_which_readings_are_sane(
    _story: str, seen: list[tuple[float, float]], sane: list[bool]
) -> None:
    guard = ClockGuard()
    assert [guard.is_sane(reading) for reading in readings(*seen)] == sane


def test_ticks_only_rise() -> None:
    assert ticks() <= ticks()


class Clock:
    """A clock that a test sets."""

    def __init__(self, now: datetime) -> None:
        self.now, self.at = now, 0.0

    def __call__(self) -> Reading:
        return Reading(self.now, self.at)

    def goes_on(self, *, seconds: float = 1, jumps: timedelta = timedelta()) -> None:
        self.at += seconds
        self.now += timedelta(seconds=seconds) + jumps


@pytest.fixture
def claimed(floor: Floor) -> Floor:
    """Return a floor with one claim that lapses in a week."""
    floor.sign_in("a")
    floor.give("visit", by="desk", at="09:10", phone="13800138000")
    return floor


@pytest.mark.case(20)
@pytest.mark.django_db
def test_nothing_lapses_by_a_clock_that_jumps_and_comes_back(claimed: Floor) -> None:
    clock = Clock(claimed.now)
    worker = Worker(clock)
    for jump in (timedelta(), timedelta(), timedelta(days=30), -timedelta(days=30)):
        clock.goes_on(jumps=jump)
        worker.tick()
    assert Claim.objects.filter(ended_at=None).count() == 1


@pytest.mark.case(34)
@pytest.mark.django_db
def test_what_is_due_happens_at_its_own_instant_however_late(claimed: Floor) -> None:
    clock = Clock(claimed.now + timedelta(days=20))
    worker = Worker(clock)
    assert worker.tick() == 0
    clock.goes_on()
    assert worker.tick() > 0
    claim = Claim.objects.get()
    assert claim.ended_at == claim.lapses_at
    clock.goes_on()
    assert worker.tick() == 0


@pytest.mark.case(19)
@pytest.mark.django_db
def test_a_jump_is_told_once_to_whoever_runs_the_site(
    claimed: Floor, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock(claimed.now)
    worker = Worker(clock)
    for jump in (timedelta(), timedelta(), -timedelta(minutes=10), timedelta(), timedelta()):
        clock.goes_on(jumps=jump)
        worker.tick()
    told = Message.objects.filter(template__startswith="The server's clock jumped")
    assert told.count() == 3  # manager, administrator, director
    assert len([line for line in caplog.records if line.levelname == "CRITICAL"]) == 1


@pytest.mark.fault("X19")
@pytest.mark.django_db(transaction=True)
def test_a_failed_deadline_stops_no_other_and_is_told_to_the_administrator(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As production runs it: each deadline in a transaction and a pipeline of its own."""
    floor = Floor(cast={"lead": "lead", "a": "salesperson", "desk": "desk", "admin": "admin"})
    floor.sign_in("a")
    floor.give("visit", by="desk", at="09:10", phone="13800138000")

    def fail(deadline: deadlines.Deadline, at: datetime) -> None:
        del at
        execute("SELECT 1 / 0 FROM deadlines_deadline WHERE id = %s", (deadline.pk,))

    monkeypatch.setitem(deadlines.HANDLERS, "breaks", deadlines.Handler("breaks", fail))
    deadlines.set_due("breaks", subject=1, site_id=floor.site_id or 0, due_at=floor.now)
    clock = Clock(floor.now + timedelta(days=20))
    worker = Worker(clock)
    for _ in range(3):
        clock.goes_on()
        worker.tick()

    assert Claim.objects.get().ended_at is not None
    assert [one.handler for one in deadlines.set_aside()] == ["breaks"]
    told = Message.objects.filter(template__startswith="Something that fell due")
    assert [one.facts["name"] for one in told] == ["breaks"]
    assert len([line for line in caplog.records if line.levelname == "ERROR"]) == 1
    assert deadlines.health(clock.now).due_since is None
