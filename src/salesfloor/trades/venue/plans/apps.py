"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """The day's plan of a service area (2.4.2)."""

    name = "salesfloor.trades.venue.plans"
    label = "plans"
