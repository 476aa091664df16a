"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """What a customer may ask of the house: who saw my data, what do you keep about me (7.2.2)."""

    name = "salesfloor.floor.privacy"
    label = "privacy"
