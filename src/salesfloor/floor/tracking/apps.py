"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Keeping in touch: tracking calls, reviews, talks with those who lag."""

    name = "salesfloor.floor.tracking"
    label = "tracking"
