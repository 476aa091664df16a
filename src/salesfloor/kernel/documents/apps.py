"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Documents that come in and go out: registered, instructed, circulated, answered, filed."""

    name = "salesfloor.kernel.documents"
    label = "documents"
