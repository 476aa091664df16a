"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """The customers module."""

    name = "salesfloor.floor.customers"
    label = "customers"
