"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """The word of another person: given by PIN on this screen, or by granting a request."""

    name = "salesfloor.kernel.consent"
    label = "consent"
