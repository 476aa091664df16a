"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Messages that leave the house: robots of groups, e-mail, SMS; copies of the inbox."""

    name = "salesfloor.kernel.outgoing"
    label = "outgoing"
