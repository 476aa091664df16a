"""What may be done about a finding, and when; each refusal bears the finding's own clause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.refusals import INPUT
from salesfloor.base.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Collection

    from salesfloor.base.posts import Post

LONGEST_EXTENSION: Final = 2
"""An extension gives at most so many times the hours of the grade."""


@dataclass(frozen=True, slots=True)
class State:
    """What the rules ask of a finding."""

    clause: str
    status: str
    fix_by: datetime
    is_extended: bool
    fixed_by: str


def may_fix(state: State, *, photos: int) -> Verdict:
    """Refuse what is not open, and a fix that nobody can see."""
    if state.status != "open":
        return Verdict(INPUT, phrase("This finding is not open: there is nothing to fix."))
    if not photos:
        return Verdict(state.clause, phrase("Show it put right: take a photo of it."))
    return Verdict(state.clause, None)


def may_recheck(state: State, *, by: str, post: Post, posts: Collection[Post]) -> Verdict:
    """Refuse a post below the grade, who gave the fix, and what waits for no re-check."""
    if posts and post not in posts:
        return Verdict(state.clause, phrase("This grade is re-checked by somebody higher up."))
    if state.fixed_by == by and state.status != "open":
        return Verdict(
            state.clause, phrase("Somebody else than who fixed it must look. Ask a colleague.")
        )
    if state.status != "fixed":
        return Verdict(INPUT, phrase("This finding waits for no re-check."))
    return Verdict(state.clause, None)


def may_extend(
    state: State, *, at: datetime, until: datetime, hours: int, extends: bool
) -> Verdict:
    """Refuse an extension too late, a second one, one too long, or of a grade that has none."""
    if state.status != "open":
        return Verdict(INPUT, phrase("This finding is not open: its time has stopped."))
    reason: Phrase | None = None
    if not extends:
        reason = phrase("A major hazard gets another time by a plan only.")
    elif at > state.fix_by:
        reason = phrase("Its time is over: it cannot be extended any more.")
    elif state.is_extended:
        reason = phrase("Its time was extended once. Have it put right.")
    elif until > state.fix_by + timedelta(hours=LONGEST_EXTENSION * hours):
        reason = phrase("At most {hours} hours more can be given.", hours=LONGEST_EXTENSION * hours)
    if reason is not None:
        return Verdict(state.clause, reason)
    if until <= state.fix_by:
        return Verdict(INPUT, phrase("The new time lies after the present one."))
    return Verdict(state.clause, None)
