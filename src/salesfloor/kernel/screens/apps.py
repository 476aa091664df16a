"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Screens on the wall: paired by a one-time code, read-only, revocable."""

    name = "salesfloor.kernel.screens"
    label = "screens"
