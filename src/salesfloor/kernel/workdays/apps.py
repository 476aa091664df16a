"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Working days in China: the yearly arrangement, and days that the house sets itself."""

    name = "salesfloor.kernel.workdays"
    label = "workdays"
