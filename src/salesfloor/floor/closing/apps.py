"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """The daily close: what today brought, what the next day should bring, and why."""

    name = "salesfloor.floor.closing"
    label = "closing"
