"""What may be done with an appointment: 9.5.1.3 as pure functions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause
from salesfloor.floor.appointments.choices import State

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

APART: Final = timedelta(minutes=30)
"""Two appointments of one owner that are less than this apart clash."""


@clause("input")
def may_be_at(time: datetime, *, at: datetime) -> Phrase | None:
    """Refuse a time gone by."""
    if time < at:
        return phrase("That time is gone by.")
    return None


@clause("input")
def may_be_changed(state: str) -> Phrase | None:
    """Refuse to move or cancel what is not expected any more."""
    if state != State.EXPECTED:
        return phrase("This appointment is not expected any more.")
    return None


def clash(time: datetime, others: Iterable[tuple[datetime, int]]) -> int | None:
    """Return the number of the first of other appointments that is less than 30 minutes apart."""
    near = [(other, number) for other, number in others if abs(other - time) < APART]
    return min(near)[1] if near else None
