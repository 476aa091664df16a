"""Django's entry for the module."""

from django.apps import AppConfig


class ModuleConfig(AppConfig):
    """The catalogue module."""

    name = "salesfloor.floor.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the commands."""
        from salesfloor.floor.catalogue import commands  # noqa: F401, PLC0415
