"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """The list of what people owe, which every post's home page shows."""

    name = "salesfloor.kernel.work"
    label = "work"
