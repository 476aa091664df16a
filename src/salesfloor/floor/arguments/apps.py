"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """What speaks for a product to one customer, in their order; one's own business card."""

    name = "salesfloor.floor.arguments"
    label = "arguments"
