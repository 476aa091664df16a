"""Django's entry for the module."""

from salesfloor.base import rooms
from salesfloor.base.commands import use_journal


class ModuleConfig(rooms.ModuleConfig):
    """The rulebook module; it keeps the journal of all commands."""

    name = "salesfloor.kernel.rulebook"
    label = "rulebook"

    def ready(self) -> None:
        """Register what the module declares; name the journal of all commands."""
        super().ready()
        from salesfloor.kernel.rulebook.journal import DatabaseJournal  # noqa: PLC0415

        use_journal(DatabaseJournal())
