"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Proposals: what people suggest, and the answer they are owed in time."""

    name = "salesfloor.kernel.proposals"
    label = "proposals"
