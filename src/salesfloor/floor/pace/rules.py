"""Clauses 4.5.1 to 4.5.3 as pure functions: when a warning is called for, and what it needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.shares import exact, in_percent
from salesfloor.base.verdicts import Verdict, clause
from salesfloor.floor.pace.choices import CLAUSES


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's pace with the days it rests on."""

    pace: Fraction | None
    days_gone: int
    days_total: int

    def calls_for(self, mark: float | str, after_days: int) -> bool:
        """Tell whether the pace is below a mark, with enough days gone and at least one to go."""
        if self.pace is None or self.days_gone < after_days:
            return False
        return self.days_gone < self.days_total and self.pace < exact(mark)


@dataclass(frozen=True, slots=True)
class Before:
    """The verbal warning of the period, as a written one looks at it."""

    is_there: bool
    is_received: bool = False
    is_appealed: bool = False
    days_since: int = 0
    """The person's days that are over since the day on which it was received."""

    def allows_written(self, after_days: int) -> bool:
        """Tell whether a written warning may follow."""
        is_standing = self.is_there and self.is_received and not self.is_appealed
        return is_standing and self.days_since >= after_days


def is_called_for(level: str, standing: Standing, mark: float, after_days: int) -> Verdict:
    """Refuse a warning that the figures do not call for."""
    number = CLAUSES[level]
    if standing.calls_for(mark, after_days):
        return Verdict(number, None)
    if standing.pace is None:
        return Verdict(
            number, phrase("There is no pace to speak of yet. No warning is called for.")
        )
    return Verdict(
        number,
        phrase(
            "Pace is {pace} after {gone} of {total} days; below {mark} and {after} days gone would call "
            "for this.",
            pace=in_percent(standing.pace),
            gone=standing.days_gone,
            total=standing.days_total,
            mark=in_percent(mark),
            after=after_days,
        ),
    )


def is_there(level: str, *, on_leave: bool) -> Verdict:
    """Nobody is warned while on leave."""
    reason = phrase("The person is on leave. Wait until they are back.") if on_leave else None
    return Verdict(CLAUSES[level], reason)


def is_first(level: str, *, given: bool) -> Verdict:
    """Refuse a second warning of one level in a period."""
    reason = phrase("A warning of this kind was given in this period.") if given else None
    return Verdict(CLAUSES[level], reason)


def may_give(level: str, *, is_allowed: bool) -> Verdict:
    """Let a verbal warning be given by the lead or above, a written one by a manager or above."""
    if is_allowed:
        return Verdict(CLAUSES[level], None)
    if level == "verbal":
        return Verdict(CLAUSES[level], phrase("The lead or somebody above gives this warning."))
    return Verdict(CLAUSES[level], phrase("A manager or somebody above gives this warning."))


@clause("4.5.2")
def may_follow(before: Before, after_days: int) -> Phrase | None:
    """Refuse a written warning without a verbal one that was received, stands and had time to work."""
    if not before.is_there:
        return phrase("No verbal warning was given in this period.")
    if before.is_appealed:
        return phrase("The verbal warning is under appeal.")
    if not before.is_received:
        return phrase("The verbal warning is neither acknowledged nor delivered.")
    if before.days_since < after_days:
        return phrase(
            "{days} days have gone since the verbal warning was received; {wanted} are needed.",
            days=before.days_since,
            wanted=after_days,
        )
    return None


@clause("4.5.2")
def is_counted(first_provisional: tuple[str, date] | None) -> Phrase | None:
    """Refuse to rest a written warning on days that the house has not counted."""
    if first_provisional is None:
        return None
    who, on = first_provisional
    return phrase("{on} of {who} is not counted yet. Count it first.", on=on, who=who)


@clause("4.5.2")
def has_plan(*, has_one: bool) -> Phrase | None:
    """Ask for the plan of a written warning."""
    return (
        None if has_one else phrase("A written warning needs a plan: what, until when, which help.")
    )


@clause("4.5.2")
def plan_has_time(until: date, today: date, least: int, most: int) -> Phrase | None:
    """Ask for a plan of so many days."""
    if today + timedelta(days=least) <= until <= today + timedelta(days=most):
        return None
    return phrase("A plan runs from {least} to {most} days from today.", least=least, most=most)


@clause("4.5.2")
def plan_has_help(text: str) -> Phrase | None:
    """Ask for help before anybody can be said to be unable to do the work."""
    return None if text else phrase("Say which training or other work is offered.")


@clause("4.5.2")
def form_is_on(*, is_on: bool) -> Phrase | None:
    """Refuse the form of a resignation signed in advance where the house has not switched it on."""
    return None if is_on else phrase("This house signs no resignations in advance.")
