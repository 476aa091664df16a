"""What is done while a customer is advised: showing, putting away, confirming, reacting."""

from salesfloor.floor.advice.commands import confirming, reacting, showing

__all__ = ["confirming", "reacting", "showing"]
