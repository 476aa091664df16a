"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """The numbers of things that people call by number, without gaps at each site."""

    name = "salesfloor.kernel.numbers"
    label = "numbers"
