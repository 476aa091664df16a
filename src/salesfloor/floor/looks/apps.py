"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Looking at a colleague's customer together with the manager, for some minutes (3.4.3.5)."""

    name = "salesfloor.floor.looks"
    label = "looks"
