"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Photos and documents: checked, stripped of metadata, stored by hash, attached to subjects."""

    name = "salesfloor.kernel.files"
    label = "files"
