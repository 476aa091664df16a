"""What other modules may ask of asks."""

from salesfloor.kernel.asks.asking import (
    Question,
    answered,
    ask,
    close,
    missing,
    open_ask,
    was_asked,
)
from salesfloor.kernel.asks.links import address_of, link_for, new_link
from salesfloor.kernel.asks.models import Ask

__all__ = [
    "Ask",
    "Question",
    "address_of",
    "answered",
    "ask",
    "close",
    "link_for",
    "missing",
    "new_link",
    "open_ask",
    "was_asked",
]
