"""Django's entry for the module."""

from django.apps import AppConfig

from salesfloor.base.commands import use_journal


class ModuleConfig(AppConfig):
    """The rulebook module; it keeps the journal of all commands."""

    name = "salesfloor.kernel.rulebook"
    label = "rulebook"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the journal that all commands are written in."""
        from salesfloor.kernel.rulebook import commands  # noqa: F401, PLC0415
        from salesfloor.kernel.rulebook import module as _module  # noqa: F401, PLC0415
        from salesfloor.kernel.rulebook.journal import DatabaseJournal  # noqa: PLC0415

        use_journal(DatabaseJournal())
