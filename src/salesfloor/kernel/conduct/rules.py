"""What may be noted, taken back, excused and appealed (7.2.5), as pure functions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import ABOVE_MANAGERS, MANAGERS, Post
from salesfloor.base.verdicts import Verdict, clause

if TYPE_CHECKING:
    from collections.abc import Collection

CLAUSE: Final = "7.2.5"
_BELOW_MANAGERS: Final = frozenset(set(Post) - MANAGERS - {Post.OPERATOR})


@clause("access")
def may_observe(post: Post, other: Post, *, is_self: bool) -> Phrase | None:
    """Let a lead note salespeople, a manager those below; never upwards, sideways or oneself."""
    below: Collection[Post] = {Post.SALESPERSON}
    if post is Post.MANAGER:
        below = _BELOW_MANAGERS
    if post in ABOVE_MANAGERS:
        below = _BELOW_MANAGERS | {Post.MANAGER}
    if post is Post.GENERAL_MANAGER:
        below = _BELOW_MANAGERS | {Post.MANAGER, Post.DIRECTOR}
    if is_self or other not in below:
        return phrase("Conduct is noted downwards: a lead of salespeople, a manager of all below.")
    return None


@clause(CLAUSE)
def may_be_noted(*, is_grave: bool) -> Phrase | None:
    """Refuse to note a grave item: it is opened as a case, in which the person is heard."""
    if is_grave:
        return phrase("This is grave. Open a case; the person is heard first.")
    return None


@clause("input")
def is_observed(*, comes: str) -> Phrase | None:
    """Refuse to note by hand what comes on record by itself or by a command of its own."""
    if comes != "observed":
        return phrase("This comes on record by itself or by its own command.")
    return None


@clause("input")
def may_repeat(last: tuple[int, datetime] | None, at: datetime, within: timedelta) -> Phrase | None:
    """Refuse the same item of the same person within the time in which it counts as one."""
    if last is not None and at < last[1] + within:
        return phrase("This is noted already, no. {conduct}.", conduct=last[0])
    return None


@clause("access")
def may_withdraw(*, noted_it: bool) -> Phrase | None:
    """Let only who noted something take it back."""
    return None if noted_it else phrase("Only who noted this takes it back.")


@clause("input")
def is_fresh(noted_at: datetime, at: datetime, within: timedelta) -> Phrase | None:
    """Refuse to take back what was noted too long ago; the last instant is in time."""
    if at > noted_at + within:
        return phrase("The time to take this back is over. A manager can excuse it.")
    return None


@clause("access")
def may_answer(*, is_theirs: bool) -> Phrase | None:
    """Let only the person concerned answer."""
    return None if is_theirs else phrase("Only the person whom this is about answers.")


@clause(CLAUSE)
def may_excuse(*, is_above: bool) -> Phrase | None:
    """Let somebody excuse who stands above the person; nobody excuses what is their own."""
    if is_above:
        return None
    return phrase("Somebody who stands above the person excuses this; nobody their own.")


def may_rule_at_all(number: str, post: Post) -> Verdict:
    """Leave appeals to managers and those above, refused by the clause of the matter."""
    if post in MANAGERS:
        return Verdict(number, None)
    return Verdict(number, phrase("A manager rules on appeals."))


def may_review_form(number: str, *, is_writer: bool) -> Verdict:
    """Let somebody else review a paper than who wrote it, refused by the clause of the paper."""
    if is_writer:
        return Verdict(number, phrase("Somebody else reviews what you wrote."))
    return Verdict(number, None)


class Why(Choice):
    """What decided how much of a person's fines may be deducted."""

    OFF = "off", phrase("Nothing is deducted at this house.")
    NO_WAGE = "no_wage", phrase("The month's wage is not entered.")
    NO_MINIMUM = "no_minimum", phrase("The local minimum wage is not entered.")
    SUM = "sum", phrase("The whole sum: it stays within what the law allows.")
    SHARE = "share", phrase("Not more than the part of the month's wage that may be deducted.")
    MINIMUM = "minimum", phrase("The minimum wage must be left.")


@dataclass(frozen=True, slots=True)
class Share:
    """What a house deducts at most: whether at all, which part of a wage, down to which wage."""

    is_on: bool
    most: Fraction
    minimum_fen: int


def deductible(final_fen: int, share: Share, wage_fen: int | None) -> tuple[int | None, Why]:
    """Return how much of a month's fines may be deducted from a wage, and what decided that.

    None where it cannot be said: the wage or the minimum wage is not given.
    """
    if not share.is_on:
        return 0, Why.OFF
    if wage_fen is None:
        return None, Why.NO_WAGE
    if share.minimum_fen == 0:
        return None, Why.NO_MINIMUM
    part = wage_fen * share.most.numerator // share.most.denominator
    rest = max(0, wage_fen - share.minimum_fen)
    least = min(final_fen, part, rest)
    if least == final_fen:
        return least, Why.SUM
    return least, Why.SHARE if least == part else Why.MINIMUM
