"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Old books of a sales floor that come in: its people, its registers, its price list."""

    name = "salesfloor.floor.intake"
    label = "intake"
