"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Work logs, the hand-in and its door, weekly reports, month plans, market notes."""

    name = "salesfloor.floor.records"
    label = "records"
