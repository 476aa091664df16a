"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """The texts of messages, which a house may put in its own words (4.2.3)."""

    name = "salesfloor.kernel.wordings"
    label = "wordings"
