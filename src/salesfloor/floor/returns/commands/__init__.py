"""What is done at the counter: selling, taking back, deciding, settling."""

from salesfloor.floor.returns.commands import deciding, selling, settling, starting

__all__ = ["deciding", "selling", "settling", "starting"]
