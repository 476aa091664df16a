"""Commands of cases: opening and hearing, deciding and appealing."""

from salesfloor.kernel.cases.commands import deciding, hearing

__all__ = ["deciding", "hearing"]
