"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """The playbook: cards by step, objections with what helped, practice."""

    name = "salesfloor.floor.playbook"
    label = "playbook"
