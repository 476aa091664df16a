"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Checklists as data, and the checks that people do by them."""

    name = "salesfloor.kernel.checks"
    label = "checks"
