"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Long commands that run beside the pages: shown as they go on, left and found again."""

    name = "salesfloor.kernel.jobs"
    label = "jobs"
