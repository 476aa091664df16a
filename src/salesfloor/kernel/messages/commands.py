"""Telling people things."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

import orjson

from salesfloor.base.answers import Answer
from salesfloor.base.commands import Actor, about, command
from salesfloor.base.phrases import phrase, stored_facts
from salesfloor.base.posts import ANYONE
from salesfloor.base.sql import execute
from salesfloor.kernel.messages.models import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from salesfloor.base.phrases import Phrase

_TELL: Final = """
    INSERT INTO messages_message (staff_id, site_id, at, clause, template, facts, subject)
    VALUES (%s, %s, %s, %s, %s, %s, %s)
"""


def tell(
    *, staff_id: int, site_id: int, at: datetime, clause: str, sentence: Phrase, subject: str = ""
) -> None:
    """Put a sentence in a person's inbox, in the caller's transaction."""
    facts = orjson.dumps(stored_facts(sentence)).decode()
    execute(_TELL, (staff_id, site_id, at, clause, sentence.template, facts, subject))


def tell_all(
    staff_ids: Iterable[int],
    *,
    site_id: int,
    at: datetime,
    clause: str,
    sentence: Phrase,
    subject: str = "",
) -> None:
    """Put a sentence in the inbox of each of those people; see `tell`."""
    for staff_id in dict.fromkeys(staff_ids):
        tell(
            staff_id=staff_id,
            site_id=site_id,
            at=at,
            clause=clause,
            sentence=sentence,
            subject=subject,
        )


class MessagesRead(Answer):
    """Answer of `read_messages`."""

    read: int


@command(
    "read_messages",
    may=ANYONE,
    word=phrase("Read messages"),
)
def read_messages(*, actor: Actor, at: datetime) -> MessagesRead:
    """Mark everything in one's own inbox as read."""
    read = Message.objects.filter(staff_id=actor.staff_id or 0, read_at=None).update(read_at=at)
    about(f"inbox:{actor.staff_id}")
    return MessagesRead(read=read)
