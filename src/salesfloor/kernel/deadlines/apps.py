"""Django's entry for the module."""

from django.apps import AppConfig


class ModuleConfig(AppConfig):
    """The deadlines module."""

    name = "salesfloor.kernel.deadlines"
    label = "deadlines"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let happen what is due before every command and question."""
        from salesfloor.base.beforehand import use_due  # noqa: PLC0415
        from salesfloor.kernel.deadlines.running import run_before  # noqa: PLC0415

        use_due(run_before)
