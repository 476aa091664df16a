"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Manners of the floor: appearance, tidiness, kit, the greeting, silent help, what customers thought."""

    name = "salesfloor.floor.manners"
    label = "manners"
