"""Reading one's inbox."""

from __future__ import annotations

from salesfloor.kernel.messages.models import Message


def unread(staff_id: int) -> int:
    """Return how many messages a person has not read."""
    return Message.objects.filter(staff_id=staff_id, read_at=None).count()


def inbox(staff_id: int, *, before: int | None = None, most: int = 50) -> list[Message]:
    """Return a person's messages, the newest first, those older than `before`."""
    messages = Message.objects.filter(staff_id=staff_id).order_by("-at", "-pk")
    if before is not None:
        messages = messages.filter(pk__lt=before)
    return list(messages[:most])
