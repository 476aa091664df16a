"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Rounds of a service area: each zone seen again within hours, a missed one shown at once."""

    name = "salesfloor.trades.venue.rounds"
    label = "rounds"
