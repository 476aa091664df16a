"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Meetings: who is expected, who came when, what was said, the minutes and who has signed them."""

    name = "salesfloor.floor.meetings"
    label = "meetings"
