"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Licences: papers of a site, tenant, contractor or asset, which expire and are renewed."""

    name = "salesfloor.kernel.licences"
    label = "licences"
