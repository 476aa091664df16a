"""Meetings (3.6.1) as pure functions: when they open, who stays on the floor, who signs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from collections.abc import Collection

OPENS_BEFORE: Final = timedelta(minutes=30)
"""How long before its start a meeting can be opened."""
MISSED_AFTER: Final = timedelta(hours=1)
"""How long after its start a weekly meeting that is not opened is missed."""


@clause("access")
def may_chair(*, is_chair: bool) -> Phrase | None:
    """Let who planned the meeting chair it, or a manager, or who stands in for one."""
    if is_chair:
        return None
    return phrase("This is for the chair: who planned the meeting, or a manager.")


@clause("access")
def may_plan(*, leads_the_team: bool) -> Phrase | None:
    """Let a lead plan meetings of the own team only."""
    if leads_the_team:
        return None
    return phrase("A lead plans meetings of the own team. A manager calls others.")


@clause("7.1.12")
def floor_stays_manned(*, is_in_hours: bool, has_duty: bool) -> Phrase | None:
    """Refuse a meeting in opening hours on a day on which nobody has duty: the floor would be empty."""
    if not is_in_hours or has_duty:
        return None
    return phrase(
        "This lies in opening hours and nobody has duty that day. Put somebody on duty first."
    )


@clause("input")
def may_open(starts_at: datetime, at: datetime, *, is_same_day: bool) -> Phrase | None:
    """Open a meeting from half an hour before its start, on its day."""
    if at < starts_at - OPENS_BEFORE:
        return phrase("A meeting is opened from half an hour before its start.")
    if not is_same_day:
        return phrase("A meeting is opened on its day. Write it down with its minutes instead.")
    return None


@clause("access")
def may_raise(*, is_expected: bool) -> Phrase | None:
    """Let those raise problems who are expected or there."""
    if is_expected:
        return None
    return phrase("Problems are raised by those who are expected in the meeting or there.")


@clause("3.6.1.3")
def may_publish(*, is_closed: bool) -> Phrase | None:
    """Publish minutes once the meeting is closed."""
    return None if is_closed else phrase("Close the meeting first, then publish its minutes.")


@clause("3.6.1.3")
def may_sign(
    *, is_published: bool, is_concerned: bool, has_signed: bool, is_current: bool
) -> Phrase | None:
    """Take one signature of each version from those who were expected or there, of the one they read."""
    if not is_published:
        return phrase("The minutes are not published yet.")
    if not is_concerned:
        return phrase("The minutes are signed by those who were expected or there.")
    if has_signed:
        return phrase("You have signed this version already.")
    if not is_current:
        return phrase("The minutes were amended meanwhile. Read what changed, then sign.")
    return None


@clause("3.6.1.4")
def may_note_gossip(*, is_published: bool) -> Phrase | None:
    """Refuse to note gossip about a meeting while its minutes are not out: it can still be said there."""
    if is_published:
        return None
    return phrase("The minutes are not published yet: it can still be put on the agenda.")


@clause("input")
def may_put_nameless(*, put_before: int, most: int) -> Phrase | None:
    """Take so many items without a name from one person and meeting, and no more."""
    if put_before < most:
        return None
    return phrase("That is as many items without a name as one person puts for a meeting.")


def whole_minutes(since: datetime, at: datetime) -> int:
    """Return the whole minutes gone by, none before."""
    return max(0, int((at - since).total_seconds() // 60))


def overlaps(start: datetime, minutes: int, hours: tuple[datetime, datetime]) -> bool:
    """Tell whether a meeting lies in opening hours, at least in part."""
    opens, closes = hours
    return start < closes and opens < start + timedelta(minutes=minutes)


def without(some: Collection[int], taken_out: Collection[int]) -> list[int]:
    """Return those who are left of some."""
    return [one for one in some if one not in taken_out]
