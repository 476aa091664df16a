"""Days, moments and times of day as fields and query parameters: one form, within the calendar."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Annotated, Final

from pydantic import BeforeValidator, WithJsonSchema

from salesfloor.base.input_errors import UnusableError
from salesfloor.base.phrases import phrase

FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2199, 12, 31)
"""Days outside of these are typing errors: no rule reckons with them, and no zone has them all."""
FIRST_MOMENT: Final = datetime(1970, 1, 2)  # noqa: DTZ001 - as a clock shows it, anywhere
LAST_MOMENT: Final = datetime(2199, 12, 31)  # noqa: DTZ001 - as above
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK: Final = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::00)?")
_LONGEST: Final = 40
_DAY_FORM: Final = phrase("it must be a date such as 2026-03-02")
_MOMENT_FORM: Final = phrase("it must be a time with its offset, such as 2026-03-02T18:00:00+08:00")
_CLOCK_FORM: Final = phrase("it must be a time of day such as 09:00")
_BEYOND: Final = phrase("it must be a time of the years 1970 to 2199")
_OUTSIDE: Final = phrase("it must be a day of the years 1900 to 2199")


def read_day(text: str) -> date:
    """Return the day that a text names.

    :raises UnusableError: where it names none, or one that is outside of the calendar.
    """
    if not _DAY.fullmatch(text):
        raise UnusableError(_DAY_FORM)
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise UnusableError(_DAY_FORM) from error
    return _within(day)


def day_or_none(text: str | None) -> date | None:
    """Return the day that a query parameter names; None where it names none."""
    try:
        return read_day(text or "")
    except UnusableError:
        return None


def read_moment(text: str) -> datetime:
    """Return the moment that a text names, with the offset in which it is written.

    :raises UnusableError: where it names none, has no offset, or is outside of the calendar.
    """
    try:
        moment = datetime.fromisoformat(text[:_LONGEST])
    except ValueError as error:
        raise UnusableError(_MOMENT_FORM) from error
    if moment.tzinfo is None or len(text) > _LONGEST or not text.isascii():
        raise UnusableError(_MOMENT_FORM)
    return _of_our_time(moment)


def _of_our_time(moment: datetime) -> datetime:
    if not FIRST_MOMENT <= moment.replace(tzinfo=None) < LAST_MOMENT:
        raise UnusableError(_BEYOND)
    return moment


def _within(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise UnusableError(_OUTSIDE)
    return day


def _day(given: object) -> date:
    if isinstance(given, date) and not isinstance(given, datetime):
        return _within(given)
    if not isinstance(given, str):
        raise UnusableError(_DAY_FORM)
    return read_day(given)


def _moment(given: object) -> datetime:
    if isinstance(given, datetime) and given.tzinfo is not None:
        return _of_our_time(given)
    if not isinstance(given, str):
        raise UnusableError(_MOMENT_FORM)
    return read_moment(given)


def _day_or_moment(given: object) -> date:
    if isinstance(given, str):
        return read_day(given) if _DAY.fullmatch(given) else read_moment(given)
    return _moment(given) if isinstance(given, datetime) else _day(given)


def _clock(given: object) -> time:
    if isinstance(given, time) and given.tzinfo is None:
        return given
    if not isinstance(given, str) or not _CLOCK.fullmatch(given):
        raise UnusableError(_CLOCK_FORM)
    return time.fromisoformat(given)


Day = Annotated[date, BeforeValidator(_day)]
"""A field that takes a day of the calendar."""
Moment = Annotated[datetime, BeforeValidator(_moment)]
"""A field that takes a moment with its offset."""
DayOrMoment = Annotated[
    datetime | date,
    BeforeValidator(_day_or_moment),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "format": "date"},
                {"type": "string", "format": "date-time"},
            ]
        }
    ),
]
"""A field that takes either: a day stands for the whole of it."""
Clock = Annotated[time, BeforeValidator(_clock)]
"""A field that takes a time of day, `HH:MM`."""
