"""What is done about promises and approved terms."""

from salesfloor.floor.promises.commands import deciding, keeping, promising, terms

__all__ = ["deciding", "keeping", "promising", "terms"]
