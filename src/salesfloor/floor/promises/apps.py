"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """What was promised to whom by whose authority, and who approves what is beyond it."""

    name = "salesfloor.floor.promises"
    label = "promises"
