"""Django's entry for the module."""

from django.apps import AppConfig


class ModuleConfig(AppConfig):
    """The messages module."""

    name = "salesfloor.kernel.messages"
    label = "messages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the commands; say how unread messages are counted."""
        from salesfloor.kernel.messages import commands, queries  # noqa: F401, PLC0415
        from salesfloor.web import frame  # noqa: PLC0415

        frame.use_unread(queries.unread)
