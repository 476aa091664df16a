"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Work that one person gives another: due, done, accepted (7.1.9)."""

    name = "salesfloor.kernel.tasks"
    label = "tasks"
