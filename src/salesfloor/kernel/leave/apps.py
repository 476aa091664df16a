"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Working days, leave, and who stands in."""

    name = "salesfloor.kernel.leave"
    label = "leave"
