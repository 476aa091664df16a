"""What changes targets."""

from salesfloor.floor.targets.commands import claims, setting, splitting

__all__ = ["claims", "setting", "splitting"]
