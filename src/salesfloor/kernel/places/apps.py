"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Places: regions, areas and districts of the sales force, zones and points of a service area."""

    name = "salesfloor.kernel.places"
    label = "places"
