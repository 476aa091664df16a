"""Django's entry for the module."""

from django.apps import AppConfig


class ModuleConfig(AppConfig):
    """The customers module."""

    name = "salesfloor.floor.customers"
    label = "customers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the commands and questions."""
        from salesfloor.floor.customers import commands, queries  # noqa: F401, PLC0415
        from salesfloor.floor.customers import module as _module  # noqa: F401, PLC0415
