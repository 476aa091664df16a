"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Doubts asked upwards at once, from any page, and how long the answer took (7.1.5)."""

    name = "salesfloor.kernel.questions"
    label = "questions"
