"""What other modules may ask of what leaves the house."""

from salesfloor.kernel.outgoing.putting import to_groups
from salesfloor.kernel.outgoing.queries import count_unsent
from salesfloor.kernel.outgoing.sending import send_waiting

__all__ = ["count_unsent", "send_waiting", "to_groups"]
