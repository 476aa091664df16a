"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """The messages module."""

    name = "salesfloor.kernel.messages"
    label = "messages"

    def ready(self) -> None:
        """Register what the module declares; provide the count of unread messages."""
        super().ready()
        from salesfloor.kernel.messages import queries  # noqa: PLC0415 - after the models
        from salesfloor.web import frame  # noqa: PLC0415

        frame.use_unread(queries.unread, inbox="messages:inbox")
