"""Clause 4.1.2 about targets as pure functions: sums, when to claim, what counts, how it shrinks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.shares import half_up, ratio
from salesfloor.base.verdicts import clause


@clause("4.1.2")
def sums_exactly(parts: int, whole: int) -> Phrase | None:
    """Refuse parts that are not the whole."""
    if parts == whole:
        return None
    return phrase(
        "The parts make {parts} and the target is {whole}: {difference} too many or too few.",
        parts=parts,
        whole=whole,
        difference=abs(parts - whole),
    )


@clause("4.1.2")
def may_set(*, is_over: bool) -> Phrase | None:
    """Refuse a target of a period that is over."""
    return phrase("That period is over.") if is_over else None


@clause("4.1.2")
def may_set_again(*, has_begun: bool) -> Phrase | None:
    """Refuse to set or split anew what has begun: from then on it is changed, with a reason."""
    if has_begun:
        return phrase("The period has begun. Change the target, with a reason.")
    return None


@clause("4.1.2")
def is_no_part(whole: str | None) -> Phrase | None:
    """Refuse to set a part: it changes by splitting its whole again."""
    if whole is None:
        return None
    return phrase("This is a part of {target}. Split that one anew.", target=whole)


@dataclass(frozen=True, slots=True)
class ClaimTime:
    """From when to when a target can be claimed; the end is not included."""

    opens: datetime
    ends: datetime


@clause("4.1.2")
def may_claim(time: ClaimTime, at: datetime) -> Phrase | None:
    """Refuse a claim before its time and after it."""
    if at < time.opens:
        return phrase("This can be claimed from {opens} on.", opens=time.opens)
    if at >= time.ends:
        return phrase(
            "This could be claimed until {ends}. A manager may change it.", ends=time.ends
        )
    return None


@clause("4.1.2")
def may_change(*, is_own: bool, is_over: bool) -> Phrase | None:
    """Refuse to change one's own target, or one of a period that is over."""
    if is_own:
        return phrase("Nobody changes their own target.")
    return phrase("That period is over.") if is_over else None


@dataclass(frozen=True, slots=True)
class Days:
    """A person's days of a period: the site's less rest, their own, and those of them that are over."""

    of_site: int
    own: int
    gone: int


def shrunk(target: int, days: Days, *, shrinks: bool = True) -> int:
    """Return what of a target counts for somebody who is not there on all of its days."""
    if not shrinks or not days.of_site:
        return target
    return int(half_up(Fraction(target * days.own, days.of_site)))


@dataclass(frozen=True, slots=True)
class Pace:
    """How far a target is reached: all of them exact, None where there is nothing to divide by."""

    completion: Fraction | None
    expected: Fraction | None
    pace: Fraction | None
    forecast: Fraction | None


def pace_of(target: int | None, result: Fraction, gone: Fraction, days: Days) -> Pace:
    """Return completion, what is expected by now, pace and forecast (4.1.2)."""
    forecast = ratio(gone * days.own, days.gone)
    if not target:
        return Pace(None, None, None, forecast)
    return Pace(
        completion=ratio(result, target),
        expected=ratio(target * days.gone, days.own),
        pace=ratio(gone * days.own, target * days.gone),
        forecast=forecast,
    )
