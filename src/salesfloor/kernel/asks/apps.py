"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Asks: a question to people with its answer prefilled, a time limit, and a way back."""

    name = "salesfloor.kernel.asks"
    label = "asks"
