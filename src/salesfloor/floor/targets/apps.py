"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Targets: set, broken down, claimed, signed, changed; and how far they are reached."""

    name = "salesfloor.floor.targets"
    label = "targets"
