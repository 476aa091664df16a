"""Django's entry for the module."""

from django.apps import AppConfig


class ModuleConfig(AppConfig):
    """The registers module."""

    name = "salesfloor.kernel.registers"
    label = "registers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the commands and questions."""
        from salesfloor.kernel.registers import commands, verifying  # noqa: F401, PLC0415
        from salesfloor.kernel.registers import module as _module  # noqa: F401, PLC0415
