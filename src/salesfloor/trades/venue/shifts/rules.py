"""Clause 2.4.1 and the acknowledging of serious entries (2.3.7), as pure functions."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import at_time
from salesfloor.base.modules import subjects
from salesfloor.base.phrases import Phrase, listed, phrase
from salesfloor.base.posts import Post
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date, time

ARRIVES_FROM: Final = timedelta(hours=4)
"""How long before its start people arrive for a shift at the earliest."""
NEXT_WITHIN: Final = timedelta(hours=4)
"""How long after the end of a shift the next one starts at the latest."""
_MINUTE: Final = timedelta(minutes=1)
_RANK: Final = (Post.SALESPERSON, Post.LEAD, Post.MANAGER, Post.DIRECTOR, Post.GENERAL_MANAGER)


def hours_of(on: date, starts: time, ends: time) -> tuple[datetime, datetime]:
    """Return when a shift of that day starts and ends; one that ends at or before its start runs over midnight."""
    last = on if ends > starts else on + timedelta(days=1)
    return at_time(on, starts), at_time(last, ends)


def late_minutes(arrived_at: datetime, starts_at: datetime, minutes_before: int) -> int:
    """Return the minutes after the last good one, begun minutes counted whole; 0 in time (2.4.1)."""
    late = arrived_at - (starts_at - timedelta(minutes=minutes_before))
    return max(0, -(-late // _MINUTE))


@clause("input")
def has_reason(*, has_started: bool, reason: str) -> Phrase | None:
    """Ask for a reason when a shift that has started gets other people."""
    if has_started and not reason:
        return phrase("This shift has started. Say why other people take it.")
    return None


@clause("2.4.1")
def may_be_rostered_on(on: date, today: date) -> Phrase | None:
    """Refuse a roster for a day gone by."""
    if on < today:
        return phrase("That day is over. Roster people for today or later.")
    return None


@clause("2.4.1")
def are_free(busy: Collection[str]) -> Phrase | None:
    """Refuse people who are on another shift at the same time."""
    if busy:
        return phrase(
            "{who} is on another shift at that time. Take somebody else, or change that shift first.",
            who=listed(sorted(busy)),
        )
    return None


@clause("2.4.1")
def are_there(away: Collection[str]) -> Phrase | None:
    """Refuse people who are on granted leave for the whole shift."""
    if away:
        return phrase(
            "{who} is on leave for the whole shift. Take somebody else.",
            who=listed(sorted(away)),
        )
    return None


@clause("input")
def are_of_the_shifts(others: Collection[str]) -> Phrase | None:
    """Refuse people whose post stands on no shift."""
    if others:
        return phrase(
            "{who} stands on no shift: attendants and leads do.", who=listed(sorted(others))
        )
    return None


@clause("2.4.1")
def may_hand_over(*, has_arrived: bool, is_taken_over: bool) -> Phrase | None:
    """Refuse anyone who has not arrived for the shift, and a second hand-over after it was taken over."""
    if not has_arrived:
        return phrase("You have arrived for no shift that is still yours. Arrive first.")
    if is_taken_over:
        return phrase("The next shift has taken over already. End your shift.")
    return None


@clause("2.4.1")
def may_take_over(
    post: Post, *, is_of_next_shift: bool, handed_over_it: bool, is_taken_over: bool
) -> Phrase | None:
    """Let somebody of the next shift who has arrived take over, or a lead or manager; never oneself."""
    if is_taken_over:
        return phrase("This shift is taken over already.")
    if handed_over_it:
        return phrase("Nobody takes over from themselves. Somebody else signs.")
    if not is_of_next_shift and post not in {Post.LEAD, Post.MANAGER}:
        return phrase(
            "Somebody of the next shift who has arrived takes over, or a lead or manager."
        )
    return None


@clause("2.4.1")
def has_seen(items: Iterable[str], open_items: Iterable[str]) -> Phrase | None:
    """Refuse a signature for another list than what is open at this moment; name what differs."""
    signed, still_open = sorted(items), sorted(open_items)
    if signed == still_open:
        return None
    unseen = [one for one in still_open if one not in signed]
    if unseen:
        return phrase(
            "Not seen yet: {items}. Look at the list as it is now, then sign.",
            items=listed(map(_item, unseen)),
        )
    gone = sorted({one for one in signed if one not in still_open}) or signed
    return phrase(
        "Not open any more: {items}. Look at the list as it is now, then sign.",
        items=listed(map(_item, gone)),
    )


def _item(code: str) -> Phrase:
    """Return an open item as people call it: the kind of thing and its number."""
    kind, _, number = code.partition(":")
    subject = subjects().get(kind)
    return phrase("{kind} {number}", kind=subject.label, number=number) if subject else Phrase(code)


@clause("2.4.1")
def may_end(*, is_taken_over: bool, is_over: bool, is_excused: bool) -> Phrase | None:
    """Refuse to leave a shift that nobody has taken over, or before its end without a lead's word."""
    if not is_taken_over:
        return phrase(
            "The next shift has not taken over. Hand over, and let them sign what is open."
        )
    if not is_over and not is_excused:
        return phrase("The shift is not over. A lead or manager other than you excuses it.")
    return None


@clause("2.3.7")
def may_acknowledge(post: Post, writer: Post) -> Phrase | None:
    """Let only somebody above the writer acknowledge a serious entry."""
    if _RANK.index(post) <= (_RANK.index(writer) if writer in _RANK else 0):
        return phrase("Somebody above who wrote it acknowledges it.")
    return None
