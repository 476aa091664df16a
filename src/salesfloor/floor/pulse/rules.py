"""Clauses 4.2.1 and 4.2.2 as pure functions: the window of a round, its figures and sums."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import Phrase, listed, phrase
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


WORDS: Final = {
    "total": phrase("Total"),
    "complete": phrase("Complete"),
    "incomplete": phrase("Unfinished cases"),
}
"""What people call a team's figures."""


@dataclass(frozen=True, slots=True)
class Window:
    """When a round asks, and when it closes."""

    asks: datetime
    closes: datetime

    def minutes(self, at: datetime) -> int:
        """Return the whole minutes since the asking; none before it."""
        return max(0, int((at - self.asks).total_seconds() // 60))

    def is_early(self, at: datetime) -> bool:
        """Tell whether an answer comes before the question."""
        return at < self.asks

    def is_late(self, at: datetime) -> bool:
        """Tell whether an answer comes when the round is closed, at that instant too."""
        return at >= self.closes


@clause("4.2.2.1")
def are_figures(*figures: int) -> Phrase | None:
    """Take three whole numbers and nothing else."""
    if min(figures) >= 0:
        return None
    return phrase("Give three whole numbers from 0 to 99,999: complete, incomplete, tomorrow.")


@clause("4.2.2.2")
def are_teams_figures(figures: Collection[int]) -> Phrase | None:
    """Take whole numbers for a team."""
    if min(figures, default=0) >= 0:
        return None
    return phrase("Give whole numbers from 0 to 99,999.")


@clause("4.2.2.2")
def equals_the_sum(
    given: Mapping[str, int | None], sums: Mapping[str, int], missing: Collection[str]
) -> Phrase | None:
    """Refuse a team's figure that is not the sum of its members'; it is put right at the member."""
    for name, value in given.items():
        if value is None or value == sums[name]:
            continue
        if missing:
            return phrase(
                "{figure}: {given} is not the members' sum of {sum}; no answer yet from {missing}. "
                "Put it right where it was given.",
                figure=WORDS[name],
                given=value,
                sum=sums[name],
                missing=listed(missing),
            )
        return phrase(
            "{figure}: {given} is not the members' sum of {sum}. Put it right where it was given.",
            figure=WORDS[name],
            given=value,
            sum=sums[name],
        )
    return None
