"""What may be done with customers between a visit and a deal: 9.5.2.3, 9.6 as pure functions."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from datetime import date


class Urgency(StrEnum):
    """How pressing a contact is."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"


SOON_DAYS = 3
"""A claim whose last day is at most so many days off lapses soon."""


def urgency(
    today: date, *, next_on: date | None, due_on: date | None, last_valid: date | None
) -> Urgency:
    """Return how pressing a contact is (9.6.1.1)."""
    if next_on is not None and next_on < today:
        return Urgency.LATE
    if due_on == today:
        return Urgency.TODAY
    if last_valid is not None and (last_valid - today).days <= SOON_DAYS:
        return Urgency.SOON
    return Urgency.LATER


@clause("input")
def may_be_kept_free(
    *, weekdays: int, first: date | None, last: date | None, everything: bool
) -> Phrase | None:
    """Take days of the week, or two dates in their order, or everything: exactly one of them."""
    span = first is not None or last is not None
    if [bool(weekdays), span, everything].count(True) != 1:
        return phrase("Name days of the week, or two dates, or all: exactly one of these.")
    if span and (first is None or last is None or last < first):
        return phrase("A stretch of days has a first and a last one, in this order.")
    return None


@clause("3.4.3.5")
def may_share(*, has_part: bool) -> Phrase | None:
    """Keep the thread among those who have a part in the customer."""
    if has_part:
        return None
    return phrase(
        "Only those who have a part in this customer share the thread: the follower, who received "
        "or assisted, the lead and the manager."
    )


@clause("access", "9.6.1.1")
def may_see_list(*, is_own: bool, stands_above: bool) -> Phrase | None:
    """Show a call list to its owner and to those above."""
    if is_own or stands_above:
        return None
    return phrase("Everybody sees the own call list; the lead and the manager those of theirs.")


@clause("input", "9.5.2.3")
def may_be_done_by(on: date, *, today: date) -> Phrase | None:
    """Take a remedy with a day that is still to come."""
    return phrase("That day is over.") if on < today else None


@clause("input")
def may_remedy(*, is_asked_for: bool) -> Phrase | None:
    """Take one remedy for a reception that asked for one."""
    if is_asked_for:
        return None
    return phrase("No remedy is asked for here.")


@clause("input")
def may_thank(*, is_due: bool) -> Phrase | None:
    """Take thanks once, where they are due."""
    if is_due:
        return None
    return phrase("No thanks are due for this customer.")
