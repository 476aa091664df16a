"""What a list that was kept elsewhere says of units: their facts and states are taken over as it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base import lines
from salesfloor.base.commands import board_changed
from salesfloor.floor.catalogue import rules
from salesfloor.floor.catalogue.models import Unit
from salesfloor.floor.catalogue.states import NONE_LEFT, is_any_left

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.floor.catalogue.commands.units import UnitFacts

TOLD = (
    "layout",
    "area",
    "building",
    "stair",
    "floor",
    "room",
    "inner_area",
    "orientation",
    "position",
    "note",
)
"""Facts that a list tells; one that it leaves out stays as it is."""


def differs(unit: Unit, facts: UnitFacts) -> bool:
    """Tell whether a list says something else of a unit than what is on record."""
    return unit.state != facts.state or bool(changed_facts(unit, facts))


def take_over(unit: Unit, facts: UnitFacts, *, at: datetime) -> None:
    """Bring a locked unit to what a list says of it; a sold unit of old is as good as one sold here."""
    changed = changed_facts(unit, facts)
    for name, value in changed.items():
        setattr(unit, name, value)
    if unit.state != facts.state:
        unit.state, unit.state_since, unit.hold_until = facts.state, at, None
        changed |= dict.fromkeys(("state", "state_since", "hold_until"))
    unit.save(update_fields=list(changed))
    board_changed()
    if unit.state not in rules.NOT_SOLD and not is_any_left(unit.site_id):
        lines.tell(NONE_LEFT, site_id=unit.site_id, at=at)


def changed_facts(unit: Unit, facts: UnitFacts) -> dict[str, object]:
    """Return the facts of which a list says something else, with what it says; its state is none of them."""
    told = {name: getattr(facts, name) for name in TOLD}
    return {
        name: value
        for name, value in told.items()
        if value not in ("", None) and getattr(unit, name) != value
    }
