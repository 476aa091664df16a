"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Hazards: dealt with at once, reported to the company in minutes, fixed by a plan."""

    name = "salesfloor.trades.venue.hazards"
    label = "hazards"
