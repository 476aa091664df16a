"""What other modules may ask of notices."""

from salesfloor.kernel.notices.leaving import leaves_at

__all__ = ["leaves_at"]
