"""Reading one's inbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.china_time import start_of
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.dates import DayOrMoment
from salesfloor.base.labels import Label
from salesfloor.base.phrases import Phrase, phrase, restored
from salesfloor.base.posts import ANYONE
from salesfloor.kernel.messages.models import Message
from salesfloor.web import directory
from salesfloor.web.language import said
from salesfloor.web.subjects import address_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Told:
    """A message as a person reads it."""

    id: int
    at: datetime
    clause: str
    sentence: Phrase
    is_read: bool
    url: str
    site_id: int


class InboxMessage(Answer):
    """A message: when, by which clause, about what, in words."""

    at: Instant
    clause: str
    about: str
    text: str


class Inbox(Answer):
    """One's own messages, the oldest first."""

    messages: list[InboxMessage]


@question("inbox", may=ANYONE, word=phrase("Read one's messages"))
def read_inbox(
    *,
    actor: StaffActor,
    at: datetime,
    since: Annotated[DayOrMoment, Label("Since")] | None = None,
) -> Inbox:
    """Return one's own messages up to now, those from a moment or a day on; nothing is marked as read."""
    rows = messages_of(actor.staff_id).filter(at__lte=at)
    if since is not None:
        rows = rows.filter(at__gte=since if isinstance(since, datetime) else start_of(since))
    found = list(rows.order_by("at", "pk"))
    return Inbox(
        messages=[
            InboxMessage(
                at=message.at,
                clause=message.clause,
                about=message.subject,
                text=said(one.sentence),
            )
            for message, one in zip(found, as_read(found), strict=True)
        ]
    )


def unread(staff_id: int) -> int:
    """Return how many messages a person has not read."""
    return Message.objects.filter(staff_id=staff_id, read_at=None).count()


def messages_of(staff_id: int) -> QuerySet[Message]:
    """Return a person's messages."""
    return Message.objects.filter(staff_id=staff_id)


def inbox(
    staff_id: int, *, before: int | None = None, most: int = 50, unread_only: bool = False
) -> list[Message]:
    """Return a person's messages, the newest first, those older than `before`."""
    messages = messages_of(staff_id).order_by("-at", "-pk")
    if before is not None:
        messages = messages.filter(pk__lt=before)
    if unread_only:
        messages = messages.filter(read_at=None)
    return list(messages[:most])


def as_read(messages: Iterable[Message]) -> list[Told]:
    """Return messages with people's names in place of their codes."""
    found = list(messages)
    sentences = directory.with_names(restored(message.template, message.facts) for message in found)
    return [
        Told(
            message.pk,
            message.at,
            message.clause,
            sentence,
            message.read_at is not None,
            address_of(message.subject),
            message.site_id,
        )
        for message, sentence in zip(found, sentences, strict=True)
    ]
