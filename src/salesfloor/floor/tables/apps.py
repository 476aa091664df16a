"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """At the sales table: seats, what a reception is about, honest figures of the day, grading."""

    name = "salesfloor.floor.tables"
    label = "tables"
