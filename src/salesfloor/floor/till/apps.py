"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """The till: receipts, money paid back, closing the cash (3.4.1.3, 7.2.3)."""

    name = "salesfloor.floor.till"
    label = "till"
