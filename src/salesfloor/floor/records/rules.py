"""Clauses 7.1.6, 7.1.8 and 7.1.10 as pure functions: the door, the words, the times of reports and plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from salesfloor.base.china_time import at_time, end_of, start_of
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause
from salesfloor.base.weekdays import Weekday

PLAN_DAYS: Final = timedelta(days=6)
"""A plan can be written on its last day and the six days before it."""
PLAN_LATE_UNTIL: Final = 7
"""A plan is taken late up to this day of the month planned."""


def door_of(day: date, hand_in_by: str) -> datetime:
    """Return the instant at which the door of a day shuts, by `same day HH:MM` or `next day HH:MM`."""
    words, _, clock = hand_in_by.rpartition(" ")
    later = 1 if words == "next day" else 0
    return at_time(day + timedelta(days=later), time.fromisoformat(clock))


@clause("7.1.10")
def door_is_open(on: date, door: datetime, at: datetime) -> Phrase | None:
    """Refuse records after the door has shut, no matter who asks."""
    if at < door:
        return None
    return phrase(
        "The door for {on} shut at {door}. Nothing is taken after it; a manager can excuse the miss.",
        on=on,
        door=door,
    )


@clause("7.1.6.1")
def says_something(*, words: bool, registers_say: bool) -> Phrase | None:
    """Ask for words where the registers say nothing of the day."""
    if words or registers_say:
        return None
    return phrase("The registers say nothing of that day. Write what you did.")


@clause("input")
def is_no_day_to_come(on: date, today: date) -> Phrase | None:
    """Refuse the records of a day that has not come."""
    return phrase("That day has not come yet.") if on > today else None


def due_day(weekday_at: str, week_first: date) -> tuple[date, time]:
    """Return the day of the week after a week on which its report is due, and the clock."""
    weekday, _, clock = weekday_at.partition(" ")
    days = 7 + Weekday(weekday).days_after_monday
    return week_first + timedelta(days=days), time.fromisoformat(clock)


@dataclass(frozen=True, slots=True)
class Window:
    """When a report or plan is taken: from its opening, late from its due instant, until its end."""

    opens: datetime
    due: datetime
    ends: datetime

    def is_late(self, at: datetime) -> bool:
        """Tell whether it is late at that moment."""
        return at >= self.due


def window_of_week(week_first: date, due: datetime) -> Window:
    """Return when the report on a week is taken: late to the end of the week in which it fell due."""
    day = due.date()
    return Window(
        opens=start_of(week_first + timedelta(days=7)),
        due=due,
        ends=end_of(day + timedelta(days=6 - day.weekday())),
    )


def window_of_month(first: date, last_working: date) -> Window:
    """Return when the plan of a month is taken, by the last working day of the month before."""
    return Window(
        opens=start_of(last_working - PLAN_DAYS),
        due=end_of(last_working),
        ends=end_of(first.replace(day=PLAN_LATE_UNTIL)),
    )


@clause("7.1.6.2")
def may_report(window: Window, at: datetime) -> Phrase | None:
    """Take a report from the Monday after its week, late to the end of the week in which it fell due."""
    return _in_window(window, at)


@clause("7.1.6.3")
def may_plan(window: Window, at: datetime) -> Phrase | None:
    """Take a plan in the last seven days up to the last working day, late in the first seven."""
    return _in_window(window, at)


def _in_window(window: Window, at: datetime) -> Phrase | None:
    if at < window.opens:
        return phrase("This can be handed in from {opens} on.", opens=window.opens)
    if at >= window.ends:
        return phrase("This was taken until {ends}. It is too late now.", ends=window.ends)
    return None


@clause("7.1.6.2")
def report_says_something(*, words: bool, registers_say: bool) -> Phrase | None:
    """Ask for both texts where the registers say nothing of the week."""
    if words or registers_say:
        return None
    return phrase("The registers say nothing of that week. Write about your work and customers.")


@clause("7.1.8")
def has_source(source: str) -> Phrase | None:
    """Ask where a note on the market comes from."""
    return None if source else phrase("Say where you know this from.")
