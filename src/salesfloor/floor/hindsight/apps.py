"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """The site's own past under other policies, and sets of policies ready to use."""

    name = "salesfloor.floor.hindsight"
    label = "hindsight"
