"""Clause 7.1.12 about swaps of duty, as pure functions."""

from __future__ import annotations

from datetime import date

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause


@clause("access")
def may_swap(*, is_theirs: bool) -> Phrase | None:
    """Let only who is on duty that day give it away."""
    return None if is_theirs else phrase("Only who is on duty that day swaps it.")


@clause("access")
def may_agree(*, is_asked: bool) -> Phrase | None:
    """Let only who is asked agree."""
    return None if is_asked else phrase("Only who is asked agrees to a swap.")


@clause("7.1.12")
def can_take(who: str, on: date, *, is_away: bool) -> Phrase | None:
    """Refuse a day for somebody who is on leave that whole day."""
    return phrase("{who} is on leave on {on}.", who=who, on=on) if is_away else None
