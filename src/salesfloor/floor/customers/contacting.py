"""When and how to contact a customer: 9.6.2 as pure functions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause
from salesfloor.floor.customers.choices import Method

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SEARCHED: Final = 400
"""So many days ahead a day to contact is looked for; after a year of days kept free there is none."""
OFFERED: Final = 4
"""So many days stand on the form as buttons; any other is chosen in the calendar."""


@dataclass(frozen=True, slots=True)
class KeptFree:
    """The days on which a customer asked to be left alone."""

    weekdays: frozenset[str] = frozenset()
    spans: tuple[tuple[date, date], ...] = field(default=())
    is_all: bool = False

    def holds(self, day: date) -> bool:
        """Tell whether a day is one of them."""
        if self.is_all or WEEKDAYS[day.weekday()] in self.weekdays:
            return True
        return any(first <= day <= last for first, last in self.spans)


def suggested_day(
    today: date, days: Sequence[int], *, last_valid: date | None, free: KeptFree
) -> date | None:
    """Return on which day to contact next: two or three days on, within the claim (9.6.2.2).

    Of the days of the range the latest that may be; else the earliest day after today that may.
    """
    first, last = min(days), max(days)
    ahead = [today + timedelta(days=number) for number in range(last, first - 1, -1)]
    ahead += [today + timedelta(days=number) for number in range(1, SEARCHED)]
    return next(
        (day for day in ahead if (last_valid is None or day <= last_valid) and not free.holds(day)),
        None,
    )


def days_to_choose(today: date, suggested: date | None, free: KeptFree) -> list[date]:
    """Return the days that one tap chooses: the suggested one and the next that are not kept free."""
    ahead = (today + timedelta(days=number) for number in range(1, 15))
    days = [day for day in ahead if not free.holds(day)][:OFFERED]
    if suggested is not None and suggested not in days:
        days = [*days[: OFFERED - 1], suggested]
    return sorted(days)


def suggested_method(used_last: Collection[str], *, free: KeptFree) -> Method | None:
    """Return a way of contacting that was not used the last two times (9.6.2.3)."""
    if free.is_all:
        return None
    return next(method for method in Method if method not in used_last)


def varies(method: str, used_last: Sequence[str]) -> bool:
    """Tell whether a contact is not the third in a row of the same way (9.6.2.3)."""
    return tuple(used_last[:2]) != (method, method)


def asks_reason(today: date, reached_on: date | None, days: Iterable[int], *, reason: str) -> bool:
    """Tell whether the contact comes sooner than customers are usually contacted, with no word why."""
    if reached_on is None or reason:
        return False
    return (today - reached_on).days < min(days)


@clause("9.6.2.4")
def may_contact(*, has_unread: bool) -> Phrase | None:
    """Ask to read first what others who have a part in the customer wrote."""
    if has_unread:
        return phrase(
            "Others who have a part in this customer have written something since. Read the thread "
            "and the agreed line first."
        )
    return None


@clause("9.6.2.2")
def may_contact_today(*, is_kept_free: bool, reason: str) -> Phrase | None:
    """Refuse to contact a customer on a day that is kept free, unless with a reason."""
    if is_kept_free and not reason:
        return phrase(
            "The customer asked to be left alone today. If it must be, write down the reason."
        )
    return None
