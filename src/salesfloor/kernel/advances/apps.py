"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Advances: asked for, approved, paid, settled against vouchers (7.2.3)."""

    name = "salesfloor.kernel.advances"
    label = "advances"
