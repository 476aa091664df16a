"""What is done with customers between a visit and a deal."""

from salesfloor.floor.following.commands import free_days, remedies, thanks, thread

__all__ = ["free_days", "remedies", "thanks", "thread"]
