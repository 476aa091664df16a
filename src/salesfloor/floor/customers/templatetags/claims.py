"""What a page asks of a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from salesfloor.floor.customers import rules

if TYPE_CHECKING:
    from datetime import datetime

register = template.Library()


@register.filter
def is_bound(lapses_at: datetime) -> bool:
    """Tell whether a deal keeps the claim, which then has no last day (3.3.2.1)."""
    return rules.is_bound(lapses_at)
