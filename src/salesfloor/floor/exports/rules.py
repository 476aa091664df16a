"""Clause 7.2.2 as pure functions: who exports what, who approves it, when it is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import LEADERS, MANAGERS, Post
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from datetime import datetime

_OWN: Final = LEADERS | {Post.SALESPERSON}
MAY: Final = {
    "customers": _OWN,
    "follow_ups": _OWN,
    "visits": LEADERS,
    "calls": LEADERS,
    "receipts": MANAGERS | {Post.FINANCE},
    "deals": _OWN | {Post.FINANCE},
}
"""Who may export what; a salesperson the own, a lead the team's, a manager the site's."""


@clause("7.2.2")
def may_export(post: Post, what: str) -> Phrase | None:
    """Let each export only what they may see."""
    if post in MAY[what]:
        return None
    return phrase("This leaves the house only by those who answer for it; ask the manager.")


@clause("7.2.2")
def may_take_whole_phones(post: Post, *, is_full: bool) -> Phrase | None:
    """Keep whole phones out of a salesperson's exports, approved or not."""
    if is_full and post is Post.SALESPERSON:
        return phrase("Whole phones are in no consultant's export; ask for masked ones.")
    return None


@clause("7.2.2")
def may_approve(*, asked_for_it: bool, is_waiting: bool) -> Phrase | None:
    """Let another manager approve, once."""
    if asked_for_it:
        return phrase("You asked for this export yourself; another manager decides.")
    return None if is_waiting else phrase("This export is decided already.")


@clause("7.2.2")
def may_take(
    *, asked_for_it: bool, status: str, until_at: datetime | None, at: datetime
) -> Phrase | None:
    """Hand an export out once, to who asked for it, while its time lasts."""
    if not asked_for_it:
        return phrase("An export is taken by who asked for it.")
    if status == "waiting":
        return phrase("The manager has not approved this export yet.")
    if status == "taken":
        return phrase("This export was taken already; ask for a new one.")
    if status != "ready" or until_at is None or at > until_at:
        return phrase("This export cannot be taken any more; ask for a new one.")
    return None
