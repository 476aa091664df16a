"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Findings: what is to be put right, by when, and whether somebody else saw that it is."""

    name = "salesfloor.kernel.findings"
    label = "findings"
