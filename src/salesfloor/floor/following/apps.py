"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Working with one's customers: call list, days kept free, the thread, thanks, remedies."""

    name = "salesfloor.floor.following"
    label = "following"
