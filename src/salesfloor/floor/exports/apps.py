"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Exports that are asked for with a reason, approved where phones are whole, taken once (7.2.2)."""

    name = "salesfloor.floor.exports"
    label = "exports"
