"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Leaving the job as one page: what is still out, and to whom the customers go (3.4.3.6)."""

    name = "salesfloor.floor.leaving"
    label = "leaving"
