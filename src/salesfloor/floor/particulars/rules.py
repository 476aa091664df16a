"""Which particulars a customer's page asks for by stage, and how full it is: 3.4.3.2 as pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause
from salesfloor.floor.particulars.choices import Criterion, Particular, Stage

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_ADDED: Final[Mapping[Stage, tuple[Particular, ...]]] = {
    Stage.CALLER: (Particular.NAME, Particular.PHONE, Particular.AREA, Particular.MEDIUM),
    Stage.VISITOR: (Particular.SOURCE, Particular.NEED, Particular.BUDGET),
    Stage.NEGOTIATING: (Particular.FAMILY, Particular.DECISION_MAKER),
    Stage.BUYER: (Particular.BUYER, Particular.ID_NO),
}
"""What each stage asks for beyond the one before."""
DESK: Final = frozenset({"name", "area", "medium", "source"})
"""What the desk writes down."""
KEPT: Final = frozenset(Particular) - {Particular.PHONE, Particular.NEED, Particular.BUDGET}
"""What may be replaced and never emptied, once it is filled."""
FACTS: Final[Mapping[Criterion, tuple[str, ...]]] = {
    Criterion.ROOMS: ("rooms",),
    Criterion.BUDGET: ("budget_fen",),
    Criterion.AREA: ("area_from", "area_to"),
    Criterion.ORIENTATION: ("orientation",),
    Criterion.LIKES: ("likes",),
    Criterion.FLOOR: ("floor_from", "floor_to"),
}
"""By which facts of a need each criterion is stated."""
LIKED: Final = 2
"""What a wish in the need weighs."""


def required(stage: Stage) -> list[Particular]:
    """Return what the page asks for at a stage, in order."""
    stages = list(Stage)
    return [one for step in stages[: stages.index(stage) + 1] for one in _ADDED[step]]


def completeness(stage: Stage, filled: Collection[str]) -> tuple[int, list[Particular]]:
    """Return how full a page is in percent, rounded down, and what is missing."""
    wanted = required(stage)
    missing = [one for one in wanted if one not in filled]
    return 100 * (len(wanted) - len(missing)) // len(wanted), missing


def stage_of(*, visited: bool, negotiated: bool, paid: bool) -> Stage:
    """Return how far things have come with a customer."""
    if paid:
        return Stage.BUYER
    if negotiated:
        return Stage.NEGOTIATING
    return Stage.VISITOR if visited else Stage.CALLER


@clause("3.4.3.2")
def may_change(given: Mapping[str, str], on_record: Mapping[str, str]) -> Phrase | None:
    """Refuse to empty what is filled; replacing it is no matter."""
    emptied = [name for name, value in given.items() if not value and on_record.get(name)]
    if set(emptied) & KEPT:
        return phrase("What is filled in on a customer's page is replaced, never emptied.")
    return None


@clause("3.4.3.5")
def may_note(fields: Collection[str], *, all_of_them: bool, at_the_desk: bool) -> Phrase | None:
    """Let owner, receiver and manager write particulars; the desk the first four."""
    if all_of_them or (at_the_desk and set(fields) <= DESK):
        return None
    return phrase(
        "The follower, whoever receives the customer now or the manager writes this down; the desk "
        "writes name, area, medium and how the customer came."
    )


def stated(facts: Mapping[str, object]) -> list[Criterion]:
    """Return the criteria that a need states, in the order in which they are judged."""
    return [
        one
        for one, names in FACTS.items()
        if any(facts.get(name) not in (None, [], "") for name in names)
    ]


def liked(likes: Collection[str], marked: Mapping[str, int]) -> dict[str, int]:
    """Return the tags that a customer likes, the heaviest first, then by name.

    A wish of the need weighs 2, a marked tag its weight; the greater counts.
    """
    weights = dict(marked)
    for tag in likes:
        weights[tag] = max(weights.get(tag, 0), LIKED)
    return dict(sorted(weights.items(), key=lambda one: (-one[1], one[0])))
