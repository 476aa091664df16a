"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Notices with a receipt (4.2.3)."""

    name = "salesfloor.kernel.notices"
    label = "notices"
