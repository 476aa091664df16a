"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Recurring work: who owes it, what fulfils it, what was missed."""

    name = "salesfloor.kernel.duties"
    label = "duties"
