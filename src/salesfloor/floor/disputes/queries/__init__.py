"""What is read of disputes."""

from salesfloor.floor.disputes.queries import cases

__all__ = ["cases"]
