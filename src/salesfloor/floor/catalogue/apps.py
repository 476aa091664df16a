"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """The catalogue module."""

    name = "salesfloor.floor.catalogue"
    label = "catalogue"
