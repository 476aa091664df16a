"""Examinations as pure functions: what a question needs, which are drawn, when a try is allowed."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

LAST_DAYS: Final = 30
"""A pass in the last so many days of a certificate renews it from its old end."""


@clause("input")
def may_be_asked(options: Sequence[str], right: Collection[int]) -> Phrase | None:
    """A question has at least one right option, all of them among those that it has, no two of them equal."""
    if not right or not all(1 <= one <= len(options) for one in right):
        return phrase("Say which of the options are right, by their numbers from 1.")
    if len({" ".join(one.split()).casefold() for one in options}) < len(options):
        return phrase("Two options say the same; nobody could tell which of them is right.")
    return None


def drawn(numbers: Iterable[int], count: int, *, key: bytes, seed: str) -> list[int]:
    """Return so many questions in the order of the keyed hash of seed and question."""

    def place(number: int) -> bytes:
        return hmac.new(key, f"{seed}:{number}".encode(), hashlib.sha256).digest()

    return sorted(numbers, key=place)[:count]


def right_ones(papers: Mapping[int, Collection[int]], given: Mapping[int, Collection[int]]) -> int:
    """Count the questions of which all right options and only these were chosen."""
    return sum(set(right) == set(given.get(no, ())) for no, right in papers.items())


def has_passed(right: int, count: int, mark: int) -> bool:
    """Tell whether right x 100 reaches the mark times the questions drawn."""
    return right * 100 >= mark * count


@dataclass(frozen=True, slots=True)
class Failed:
    """A try that failed since the last pass: when it ended, and whether it was allowed beyond the others."""

    ended_at: datetime
    is_extra: bool = False


def tries_left(failed: Sequence[Failed], tries: int) -> int:
    """Return how many tries are left of those that everybody has."""
    return max(0, tries - sum(not one.is_extra for one in failed))


@clause("7.1.2")
def may_start(
    failed: Sequence[Failed], *, tries: int, wait_hours: int, at: datetime
) -> Phrase | None:
    """Start no try before the waiting time after a failed one is over, and none beyond the tries."""
    if not tries_left(failed, tries):
        return phrase("No try is left. Somebody above you can allow one more, after help.")
    last = max((one.ended_at for one in failed), default=None)
    if last is not None and at < last + timedelta(hours=wait_hours):
        return phrase("The next try is from {hours} hours after the last on.", hours=wait_hours)
    return None


@clause("7.1.2")
def may_answer(*, is_open: bool, until: datetime, at: datetime) -> Phrase | None:
    """An attempt is handed in once, up to its end, that instant included."""
    if not is_open or at > until:
        return phrase("The time for this attempt is over, or it was handed in.")
    return None


def renews_from(until: date) -> date:
    """Return the first of the last days of a certificate: who passes again from then on renews it."""
    return until - timedelta(days=LAST_DAYS - 1)


def valid_until(today: date, days: int, before: date | None) -> date:
    """Return until when a pass is valid: so many days on, in the last 30 days of a certificate from its end."""
    is_renewed = before is not None and 0 <= (before - today).days < LAST_DAYS
    start = before if is_renewed and before is not None else today
    return start + timedelta(days=days)
