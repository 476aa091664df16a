"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Escalations: what nobody did in time is told to the line above, level by level."""

    name = "salesfloor.kernel.escalations"
    label = "escalations"
