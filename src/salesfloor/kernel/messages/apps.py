"""Django's entry for the module."""

from django.apps import AppConfig


class ModuleConfig(AppConfig):
    """The messages module."""

    name = "salesfloor.kernel.messages"
    label = "messages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the commands."""
        from salesfloor.kernel.messages import commands  # noqa: F401, PLC0415
