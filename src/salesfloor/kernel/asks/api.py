"""What other modules may ask of asks."""

from salesfloor.kernel.asks.asking import Question, answered, ask, close, missing, was_asked
from salesfloor.kernel.asks.links import link_for
from salesfloor.kernel.asks.models import Ask

__all__ = ["Ask", "Question", "answered", "ask", "close", "link_for", "missing", "was_asked"]
