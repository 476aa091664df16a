"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """The pages of a service area: my shift, rounds, the wall board, the hand-over sheet."""

    name = "salesfloor.trades.venue.cockpit"
    label = "cockpit"
