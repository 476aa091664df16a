"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Whose customer it is when two say theirs: evidence, readings, shares, a decision (3.5.1)."""

    name = "salesfloor.floor.disputes"
    label = "disputes"
