"""Noting conduct, answering it, appealing and ruling."""

from salesfloor.kernel.conduct.commands import appealing, observing, paying

__all__ = ["appealing", "observing", "paying"]
