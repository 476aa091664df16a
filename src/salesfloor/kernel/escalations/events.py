"""Registers the deadline of escalations when the product starts."""

from salesfloor.kernel.escalations import running

__all__ = ["running"]
