"""What is done about assets: the register, stocktakes, work orders."""

from salesfloor.kernel.assets.commands import accepting, assets, faults, stocktakes

__all__ = ["accepting", "assets", "faults", "stocktakes"]
