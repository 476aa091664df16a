"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """The registers module."""

    name = "salesfloor.kernel.registers"
    label = "registers"
