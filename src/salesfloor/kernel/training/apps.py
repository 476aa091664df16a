"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Training held: topic, day, who was there, who passed."""

    name = "salesfloor.kernel.training"
    label = "training"
