"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Flows: the states that a thing goes through, as tables of transitions in the rulebook."""

    name = "salesfloor.kernel.flows"
    label = "flows"
