"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Pace and warnings: who is behind, reminded, warned, with a plan that helps."""

    name = "salesfloor.floor.pace"
    label = "pace"
