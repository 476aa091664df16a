"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Recommending by need: what fits and why, what was shown, how it was taken."""

    name = "salesfloor.floor.advice"
    label = "advice"
