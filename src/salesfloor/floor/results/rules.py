"""Clause 4.1.2 about results: whose word counts, as pure functions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from collections.abc import Collection


@clause("4.1.2")
def may_count(*, is_own: bool) -> Phrase | None:
    """Nobody counts their own results."""
    if is_own:
        return phrase("Nobody counts their own results. Ask the desk or the manager.")
    return None


@clause("input")
def is_no_day_to_come(on: date, today: date) -> Phrase | None:
    """Refuse to count a day that has not come."""
    return phrase("That day has not come yet.") if on > today else None


@clause("4.1.2")
def may_count_so_late(
    on: date, today: date, within_days: int, *, is_managers_word: bool
) -> Phrase | None:
    """Let a day long ago be counted by a manager with a reason only."""
    if on >= today - timedelta(days=within_days) or is_managers_word:
        return None
    return phrase(
        "This is more than {days} days ago. A manager counts it, with a reason.", days=within_days
    )


@clause("4.1.2")
def is_counted_by(by: str, *, wanted: str, figures: Collection[str]) -> Phrase | None:
    """Refuse a word about what the other way of counting tells already."""
    if by == wanted or not figures:
        return None
    if by == "applications":
        return phrase(
            "Here applications tell what is complete and incomplete. Enter, complete or withdraw them."
        )
    return phrase("Here results are counted. Applications are not entered one by one.")
