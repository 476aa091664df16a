"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Materials for customers: published, handed out on paper or by link, openings counted."""

    name = "salesfloor.floor.materials"
    label = "materials"
