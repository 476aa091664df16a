"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Signing the rules: who has signed the version in force of an article, who has not."""

    name = "salesfloor.kernel.signing"
    label = "signing"
