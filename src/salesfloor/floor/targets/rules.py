"""Targets as pure functions: sums and splits (4.1.2, 1.1.3, 1.2.5), when to claim, what counts, how it shrinks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from salesfloor.base.phrases import Phrase, listed, phrase
from salesfloor.base.shares import half_up, ratio
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from salesfloor.base.periods import Period


@dataclass(frozen=True, slots=True)
class Sum:
    """What the parts make and what the whole is, with the words for both and for the difference."""

    parts: int
    whole: int
    said: tuple[int | str, int | str, int | str]


def _not_exact(found: Sum) -> Phrase | None:
    if found.parts == found.whole:
        return None
    parts, whole, difference = found.said
    return phrase(
        "The parts make {parts} and the target is {whole}: {difference} too many or too few.",
        parts=parts,
        whole=whole,
        difference=difference,
    )


@clause("4.1.2")
def sums_exactly(found: Sum) -> Phrase | None:
    """Refuse parts that are not the whole."""
    return _not_exact(found)


@clause("1.2.5")
def shares_sum_exactly(found: Sum) -> Phrase | None:
    """Refuse the parts of a region's target that are not the whole."""
    return _not_exact(found)


@clause("1.1.3")
def periods_sum_exactly(found: Sum) -> Phrase | None:
    """Refuse months or quarters that do not make the quarter or the year."""
    return _not_exact(found)


@clause("1.1.3")
def periods_fill(whole: Period, parts: Sequence[Period]) -> Phrase | None:
    """Refuse periods that do not fill the target's: a year has quarters or months, a quarter months."""
    kinds = {part.kind for part in parts}
    try:
        wanted = {str(one) for kind in kinds for one in whole.parts(kind)}
    except ValueError:
        wanted = set()
    if len(kinds) == 1 and {str(part) for part in parts} == wanted:
        return None
    return phrase("These periods do not fill {period} exactly.", period=str(whole))


@clause("1.2.5")
def lie_inside(outside: Sequence[str], whole: str | None) -> Phrase | None:
    """Refuse places that do not lie in the target's place, or in the region."""
    if not outside:
        return None
    if whole:
        return phrase("{places}: not in {whole}.", places=listed(outside), whole=whole)
    return phrase("{places}: not in this region.", places=listed(outside))


@clause("1.2.5")
def have_contracts(without: Sequence[str], day: date) -> Phrase | None:
    """Refuse dealers without a running contract on the first day of the period."""
    if not without:
        return None
    return phrase("{dealers}: no contract on {day}.", dealers=listed(without), day=day)


@clause("1.2.5")
def is_no_share(whole: str | None) -> Phrase | None:
    """Refuse to set a part of a region's target: it changes by splitting its whole again."""
    return _part_of(whole)


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
    return _part_of(whole)


def _part_of(whole: str | None) -> Phrase | None:
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
