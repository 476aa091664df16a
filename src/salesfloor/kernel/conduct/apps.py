"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """What is on record against people, and what they say to it."""

    name = "salesfloor.kernel.conduct"
    label = "conduct"
