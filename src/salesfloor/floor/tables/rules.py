"""How right first grades were, as pure arithmetic (9.3.2.5)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

BUYS_WITHIN: Final = timedelta(days=90)
FEWEST: Final = 5
"""Below so many customers no share is told."""


@dataclass(frozen=True, slots=True)
class Graded:
    """A customer's first grade, and when they bought, if ever."""

    who: str
    grade: str
    on: date
    bought_on: tuple[date, ...] = ()

    @property
    def did_buy(self) -> bool:
        """Tell whether an agreement was sealed within 90 days of the grade."""
        return any(self.on <= day <= self.on + BUYS_WITHIN for day in self.bought_on)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many customers had a first grade, how many of them bought."""

    n: int
    bought: int

    @property
    def share(self) -> Fraction | None:
        """Return the share that bought; None for too few."""
        return Fraction(self.bought, self.n) if self.n >= FEWEST else None


def tallies(rows: Iterable[Graded]) -> dict[tuple[str, str], Tally]:
    """Return the tally of each person and grade, in their order."""
    found: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for one in rows:
        found[one.who, one.grade].append(one.did_buy)
    return {key: Tally(len(found[key]), sum(found[key])) for key in sorted(found)}


def expected(grades: Iterable[str], shares: Mapping[str, Fraction | None]) -> Fraction:
    """Return how many of the open customers are expected to buy, by the shares of their grades."""
    known = (shares.get(grade) for grade in grades)
    return sum((share for share in known if share is not None), Fraction(0))
