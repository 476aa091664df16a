"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Results: what people answered, what the house counted, what the registers know."""

    name = "salesfloor.floor.results"
    label = "results"
