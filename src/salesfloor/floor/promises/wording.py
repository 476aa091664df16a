"""What is promised, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.phrases import phrase
from salesfloor.floor.promises import queries
from salesfloor.floor.promises.choices import PromiseKind
from salesfloor.web.templatetags.salesfloor import money

if TYPE_CHECKING:
    from decimal import Decimal

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


def amount_of(kind: str, value: Decimal) -> str:
    """Return how much it is as it stands beside a dot of a line: per cent off, or yuan."""
    if kind == PromiseKind.GIFT:
        return money(round(value * 100))
    return f"{queries.shown_value(kind, value)}%"
