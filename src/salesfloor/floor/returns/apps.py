"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Goods sold over the counter, and those that come back."""

    name = "salesfloor.floor.returns"
    label = "returns"
