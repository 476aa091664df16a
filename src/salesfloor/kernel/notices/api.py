"""What other modules may ask of notices."""

from salesfloor.kernel.notices.commands import announcement, notice_numbered
from salesfloor.kernel.notices.leaving import leaves_at
from salesfloor.kernel.notices.rules import clause_of

__all__ = ["announcement", "clause_of", "leaves_at", "notice_numbered"]
