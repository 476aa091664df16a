"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Cases: what somebody has to decide about after hearing the person concerned."""

    name = "salesfloor.kernel.cases"
    label = "cases"
