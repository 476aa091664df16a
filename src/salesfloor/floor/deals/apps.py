"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Deals: a customer and a unit from the first payment to after-sales (3.4, 3.5.5, 7.1.4)."""

    name = "salesfloor.floor.deals"
    label = "deals"
