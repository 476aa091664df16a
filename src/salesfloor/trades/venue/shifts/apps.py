"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Shifts of the service area: roster, arriving, hand-over, log."""

    name = "salesfloor.trades.venue.shifts"
    label = "shifts"
