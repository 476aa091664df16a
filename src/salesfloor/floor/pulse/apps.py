"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """The evening round: who is asked for which figures, who has answered, what the sums are."""

    name = "salesfloor.floor.pulse"
    label = "pulse"
