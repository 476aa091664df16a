"""What a hazard must have, whom its report must reach, who plans its fix (2.1.6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import ABOVE_MANAGERS, MANAGERS, Post
from salesfloor.base.refusals import INPUT
from salesfloor.base.verdicts import Verdict, clause

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

MAJOR = "major"


@clause("2.1.6")
def may_raise(*, action: str, photos: int) -> Phrase | None:
    """Refuse a hazard without what was done at once, or without a photo."""
    if not action:
        return phrase("Say what was done at once: closed off, switched off, guarded.")
    if not photos:
        return phrase("Take a photo of the hazard.")
    return None


def reached_by(grade: str, above: Collection[Post]) -> frozenset[Post]:
    """Return the posts that a report must reach, among those that somebody in the house has.

    A general hazard reaches a manager or above, a major one a director or above; with no director a
    general manager, with neither a manager.
    """
    if grade != MAJOR or not ABOVE_MANAGERS.intersection(above):
        return MANAGERS
    return ABOVE_MANAGERS if Post.DIRECTOR in above else frozenset({Post.GENERAL_MANAGER})


@clause("2.1.6")
def may_report(post: Post, reaching: Collection[Post], *, is_finder: bool) -> Phrase | None:
    """Refuse a report to somebody below the grade, or to the finder."""
    if is_finder:
        return phrase("A hazard is reported to somebody else than who found it.")
    if post not in reaching:
        return phrase("This report does not reach the company. Report it higher up.")
    return None


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a plan that are written in words."""

    measures: str
    responsible: str
    money: str
    emergency: str


def may_plan(post: Post, *, grade: str, is_open: bool) -> Verdict:
    """Refuse a plan for what is not open, and one of a major hazard by anybody but the director."""
    if not is_open:
        return Verdict(INPUT, phrase("This hazard is not open: there is nothing to plan."))
    if grade == MAJOR and post is not Post.DIRECTOR:
        return Verdict("2.1.6", phrase("The director plans how a major hazard is put right."))
    return Verdict("2.1.6", None)


@clause("2.1.6")
def may_be_plan(parts: Parts, *, at: datetime, fix_by: datetime) -> Phrase | None:
    """Refuse a plan that lacks one of its parts, or one made when the time is over."""
    if not all((parts.measures, parts.responsible, parts.money, parts.emergency)):
        return phrase(
            "A plan names measures, who is responsible, the money, the time and what to do in an"
            " emergency."
        )
    if at > fix_by:
        return phrase("Its time is over: it cannot be planned any more.")
    return None


@clause(INPUT)
def may_last(until: datetime, at: datetime) -> Phrase | None:
    """Refuse a time that lies behind."""
    if until <= at:
        return phrase("The new time lies in the future.")
    return None
