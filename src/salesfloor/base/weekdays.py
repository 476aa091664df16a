"""The days of the week, as policies name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase

if TYPE_CHECKING:
    from datetime import date


class Weekday(Choice):
    """A day of the week; the week begins on Monday."""

    MONDAY = "monday", phrase("Monday")
    TUESDAY = "tuesday", phrase("Tuesday")
    WEDNESDAY = "wednesday", phrase("Wednesday")
    THURSDAY = "thursday", phrase("Thursday")
    FRIDAY = "friday", phrase("Friday")
    SATURDAY = "saturday", phrase("Saturday")
    SUNDAY = "sunday", phrase("Sunday")

    @classmethod
    def of(cls, day: date) -> Weekday:
        """Return on which day of the week a day falls."""
        return list(cls)[day.weekday()]

    @property
    def days_after_monday(self) -> int:
        """Return how many days after the week's first day it is."""
        return list(Weekday).index(self)
