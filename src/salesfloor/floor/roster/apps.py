"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """The telephone roster: swaps, who is there, and days without anybody."""

    name = "salesfloor.floor.roster"
    label = "roster"
