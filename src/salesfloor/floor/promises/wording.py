"""What is promised, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.phrases import phrase
from salesfloor.floor.promises import queries
from salesfloor.floor.promises.choices import PromiseKind

if TYPE_CHECKING:
    from salesfloor.base.phrases import Phrase
    from salesfloor.floor.promises.models import Promise


def value_of(row: Promise) -> Phrase:
    """Return how much is promised, in words."""
    value = queries.shown_value(row.kind, row.value)
    if row.kind == PromiseKind.DISCOUNT:
        return phrase("{value} % off", value=value)
    if row.kind == PromiseKind.GIFT:
        return phrase("a gift of {value} yuan", value=value)
    return PromiseKind(row.kind).label
