"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """The reception module."""

    name = "salesfloor.floor.reception"
    label = "reception"
