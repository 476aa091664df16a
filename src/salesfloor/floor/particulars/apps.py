"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """What is known of a customer: particulars by stage, need, interests, grade."""

    name = "salesfloor.floor.particulars"
    label = "particulars"
