"""What a trade adds to duties: on which days they are owed, and who is in charge.

The module of a trade that knows registers it; without one, duties are owed on every day and nobody is in
charge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from salesfloor.base.lines import Entry
    from salesfloor.base.trades import Trade

    InCharge = Callable[[int, date], list[str]]
    Rule = Callable[[Entry, date], bool]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Who is in charge at a site on a day; on days without anybody, duties of a day are not owed."""

    in_charge: InCharge


CALENDARS: Final[dict[Trade, Calendar]] = {}
RULES: Final[dict[str, Rule]] = {}
"""Rules that a block names: whether a line that fits by name counts for the duty of that day."""


def calendar(trade: Trade, *, in_charge: InCharge) -> None:
    """Name who is in charge at sites of a trade."""
    CALENDARS[trade] = Calendar(in_charge)


def rule(name: str) -> Callable[[Rule], Rule]:
    """Register a rule that blocks may name."""

    def register(function: Rule) -> Rule:
        RULES[name] = function
        return function

    return register


def rules() -> Mapping[str, Rule]:
    """Return the rules that blocks may name."""
    return RULES
