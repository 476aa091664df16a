"""Both kinds of limits, their order at one instant, and deadlines whose handler fails."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from salesfloor.base.commands import announce
from salesfloor.base.refusals import Busy
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.deadlines.api import Deadline, Limit, Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)
SITE = 7


@pytest.fixture(autouse=True)
def _own_handlers() -> Iterator[None]:
    """Let tests declare handlers of their own; what they say is announced."""
    known = dict(deadlines.HANDLERS)
    yield
    deadlines.HANDLERS.clear()
    deadlines.HANDLERS.update(known)


def declare(name: str, limit: Limit = Limit.MOMENT, phase: Phase = Phase.CLOSING) -> None:
    """Declare a handler that announces its own name and subject."""

    def tell(deadline: Deadline, at: datetime) -> None:
        announce(name, "3.1.1", at=at, subject=deadline.subject)

    deadlines.declare(deadlines.Handler(name, tell, limit, phase))


def set_due(name: str, subject: int, due_at: datetime = NOON, limit: Limit | None = None) -> None:
    deadlines.set_due(name, subject=subject, site_id=SITE, due_at=due_at, limit=limit)


def ran(until: datetime) -> list[tuple[str, int]]:
    """Return what happens before a command at that instant, in order."""
    return [(one.name, one.fields["subject"]) for one in deadlines.run_due(until)]


@pytest.mark.fault("R11")
@pytest.mark.parametrize(
    ("limit", "before", "at_it", "later"),
    [
        (Limit.MOMENT, [], [("ends", 1)], []),
        (Limit.DURATION, [], [], [("ends", 1)]),
    ],
)
def test_a_command_at_the_due_instant(
    limit: Limit,
    before: list[tuple[str, int]],
    at_it: list[tuple[str, int]],
    later: list[tuple[str, int]],
) -> None:
    """A moment is over for it; the last instant of a duration is still in time."""
    declare("ends", limit)
    set_due("ends", 1)
    assert [ran(NOON - INSTANT), ran(NOON), ran(NOON + INSTANT)] == [before, at_it, later]


def test_a_limit_bears_its_own_instant_however_late() -> None:
    declare("ends", Limit.DURATION)
    set_due("ends", 1)
    found = list(deadlines.run_due(NOON + timedelta(hours=1)))
    assert [one.at for one in found] == [NOON]


@pytest.mark.fault("R11")
def test_what_closes_is_judged_before_what_opens() -> None:
    """Whatever was set first, and whatever it is called."""
    declare("a_look", phase=Phase.OPENING)
    declare("z_lapse")
    set_due("a_look", 1)
    set_due("z_lapse", 2)
    assert ran(NOON) == [("z_lapse", 2), ("a_look", 1)]


def test_a_duration_is_judged_after_the_moments_of_its_instant() -> None:
    """With or without a command at that instant: a moment is over before it, a duration after it."""
    declare("a_duration", Limit.DURATION)
    declare("b_moment", phase=Phase.OPENING)
    set_due("a_duration", 1)
    set_due("b_moment", 2)
    assert ran(NOON + INSTANT) == [("b_moment", 2), ("a_duration", 1)]


@pytest.mark.fault("R11")
def test_the_order_of_one_instant_is_not_the_order_of_setting() -> None:
    declare("lapse")
    for subject in (3, 1, 2):
        set_due("lapse", subject)
    assert ran(NOON) == [("lapse", 1), ("lapse", 2), ("lapse", 3)]


def test_what_is_due_earlier_happens_earlier() -> None:
    declare("opens", phase=Phase.OPENING)
    declare("closes")
    set_due("opens", 1, NOON - INSTANT)
    set_due("closes", 2)
    assert ran(NOON) == [("opens", 1), ("closes", 2)]


def test_a_limit_keeps_its_rule_when_it_is_moved() -> None:
    declare("fix_by")
    set_due("fix_by", 1, limit=Limit.DURATION)
    deadlines.move("fix_by", subject=1, due_at=NOON + timedelta(hours=1))
    assert ran(NOON + timedelta(hours=1)) == []
    assert ran(NOON + timedelta(hours=1) + INSTANT) == [("fix_by", 1)]


def test_a_statement_of_its_own_may_set_a_deadline_of_the_common_kind() -> None:
    declare("lapse")
    with connection.cursor() as cursor:
        cursor.execute("SELECT deadline_set('lapse', 5, %s, %s)", (SITE, NOON))
    assert ran(NOON) == [("lapse", 5)]


def test_a_deadline_settled_or_run_does_not_happen() -> None:
    declare("lapse")
    set_due("lapse", 1)
    set_due("lapse", 2)
    deadlines.settle("lapse", subject=1, at=NOON)
    assert ran(NOON) == [("lapse", 2)]
    assert ran(NOON) == []


def test_two_handlers_of_one_name_are_refused() -> None:
    declare("lapse")
    with pytest.raises(ValueError, match="two handlers"):
        declare("lapse")


def declare_failing(name: str, error: Exception) -> None:
    def fail(_deadline: Deadline, _at: datetime) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE deadlines_deadline SET subject = subject + 100 WHERE subject = 9"
            )
        raise error

    deadlines.declare(deadlines.Handler(name, fail))


@pytest.mark.fault("X19")
def test_a_deadline_that_fails_is_set_aside_and_the_others_go_on() -> None:
    declare("lapse")
    declare_failing("breaks", ZeroDivisionError("division by zero"))
    set_due("breaks", 1, NOON - timedelta(hours=1))
    set_due("lapse", 2)
    failed: list[tuple[str, str]] = []

    happened = list(
        deadlines.run_due(
            NOON, on_failure=lambda one, error: failed.append((one.handler, str(error)))
        )
    )

    assert [one.fields["subject"] for one in happened] == [2]
    assert failed == [("breaks", "division by zero")]
    aside = deadlines.set_aside()
    assert [(one.handler, one.error) for one in aside] == [
        ("breaks", "ZeroDivisionError: division by zero")
    ]
    assert deadlines.health(NOON).set_aside == 1
    assert list(deadlines.run_due(NOON, on_failure=lambda *_: pytest.fail("tried again"))) == []


@pytest.mark.fault("X19")
def test_a_deadline_set_aside_may_fall_due_again() -> None:
    declare_failing("breaks", ZeroDivisionError("division by zero"))
    set_due("breaks", 1)
    list(deadlines.run_due(NOON, on_failure=lambda *_: None))
    del deadlines.HANDLERS["breaks"]
    declare("breaks")

    assert deadlines.try_again([deadlines.set_aside()[0].pk]) == 1

    assert ran(NOON + timedelta(days=1)) == [("breaks", 1)]
    assert deadlines.health(NOON).set_aside == 0


@pytest.mark.fault("X19")
def test_a_deadline_without_a_handler_is_set_aside() -> None:
    """A row of a version that knew more, or less."""
    declare("lapse")
    set_due("lapse", 1)
    del deadlines.HANDLERS["lapse"]
    list(deadlines.run_due(NOON, on_failure=lambda *_: None))
    assert deadlines.set_aside()[0].error == "KeyError: 'lapse'"


@pytest.mark.fault("X19")
def test_a_deadline_that_waits_for_a_lock_is_tried_again_and_holds_nobody_up() -> None:
    declare("lapse")
    declare_failing("waits", Busy("the lock is taken"))
    set_due("waits", 1, NOON - timedelta(hours=1))
    set_due("lapse", 2)

    happened = list(deadlines.run_due(NOON, on_failure=lambda *_: pytest.fail("set aside")))

    assert [one.fields["subject"] for one in happened] == [2]
    assert deadlines.health(NOON) == deadlines.Health(0, NOON - timedelta(hours=1))


def test_a_failure_is_raised_where_nobody_takes_it() -> None:
    """A day script ends with the error, and does not go on without what should have happened."""
    declare_failing("breaks", ZeroDivisionError("division by zero"))
    set_due("breaks", 1)
    with pytest.raises(ZeroDivisionError):
        list(deadlines.run_due(NOON))
