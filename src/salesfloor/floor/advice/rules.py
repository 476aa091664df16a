"""What may be shown, put away and confirmed: 5.1 and 5.2 as pure functions, and acceptance (9.3.1.6)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause
from salesfloor.floor.advice.choices import Indicator

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

FEWEST_FACTS: Final = 5
"""With fewer facts nothing is said about acceptance."""


@clause("5.1", "9.2.1.3", "9.2.2.3")
def may_recommend(*, stated: Collection[str]) -> Phrase | None:
    """Nothing is ranked before the customer has said what they need."""
    if stated:
        return None
    return phrase("Ask what the customer needs first; without a need nothing can be recommended.")


@clause("5.1")
def may_show(*, shown: int, most: int) -> Phrase | None:
    """At most so many layouts stand in front of a customer at a time."""
    if shown < most:
        return None
    return phrase(
        "{most} layouts are in front of the customer already. Put one away first, and say why.",
        most=most,
    )


@clause("5.1")
def may_put_away(*, reason: str) -> Phrase | None:
    """What is put away is put away with the customer's reason."""
    return None if reason else phrase("Say what the customer had against it.")


@clause("5.2")
def may_confirm(meets: Mapping[str, bool]) -> Phrase | None:
    """All five indicators are gone through, and nothing else."""
    if set(meets) == set(Indicator):
        return None
    return phrase(
        "Go through all five: rooms, area, orientation, position, total price; and nothing else."
    )


@clause("input", "5.4")
def may_react(*, is_shown: bool, layout: str) -> Phrase | None:
    """How a point was taken is noted of what stood in front of the customer, and of nothing else."""
    if is_shown:
        return None
    return phrase("{layout} was not shown to the customer today.", layout=layout)


@clause("input", "9.3.1.2")
def may_probe(*, stated: Collection[str]) -> Phrase | None:
    """A probe is for customers who have not said what they need."""
    if stated:
        return phrase("The customer has said what they need. Recommend by it.")
    return None


@dataclass(frozen=True, slots=True)
class Facts:
    """What speaks for and against: points, indicators, doubts, each as it stands last."""

    liked: int = 0
    disliked: int = 0
    met: int = 0
    not_met: int = 0
    removed: int = 0
    standing: int = 0

    @property
    def count(self) -> int:
        """Return how many facts there are."""
        return self.speak_for + self.disliked + self.not_met + self.standing

    @property
    def speak_for(self) -> int:
        """Return how many facts speak for buying."""
        return self.liked + self.met + self.removed


def acceptance(facts: Facts) -> Fraction | None:
    """Return the share of facts that speak for buying; None with fewer than five."""
    return Fraction(facts.speak_for, facts.count) if facts.count >= FEWEST_FACTS else None
