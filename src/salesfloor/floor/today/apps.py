"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """The home page of every post; it keeps nothing of its own."""

    name = "salesfloor.floor.today"
    label = "today"
