"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Who is one customer: one person with several phones, and everybody around a customer."""

    name = "salesfloor.floor.kinship"
    label = "kinship"
