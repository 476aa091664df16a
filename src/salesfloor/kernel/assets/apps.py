"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Assets with their stocktakes, and the work orders that follow a fault to its acceptance."""

    name = "salesfloor.kernel.assets"
    label = "assets"
