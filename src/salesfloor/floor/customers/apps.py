"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Customers: whose they are, how they are followed up, who reads what."""

    name = "salesfloor.floor.customers"
    label = "customers"
