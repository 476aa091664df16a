"""Commands of disputes: raising and withdrawing, agreeing, deciding."""

from salesfloor.floor.disputes.commands import agreeing, deciding, raising

__all__ = ["agreeing", "deciding", "raising"]
