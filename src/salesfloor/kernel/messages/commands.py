"""Telling people things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

import orjson

from salesfloor.base import lines
from salesfloor.base.acts import running_act
from salesfloor.base.answers import Answer
from salesfloor.base.commands import Actor, about, command
from salesfloor.base.phrases import phrase, stored_facts
from salesfloor.base.posts import ANYONE, Post
from salesfloor.base.sql import execute
from salesfloor.kernel.messages.leaving import Leaves
from salesfloor.kernel.messages.models import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from salesfloor.base.phrases import Phrase

TOLD: Final = lines.occasion("told")
"""Somebody was told something: upper modules may take a copy of it out of the house."""
TOLD_EACH: Final = lines.occasion("told_each")
"""Many people were told something of their own at once."""
_TELL: Final = """
    INSERT INTO messages_message (staff_id, site_id, at, clause, template, facts, subject)
    VALUES (%s, %s, %s, %s, %s, %s, %s)
"""


def tell(
    *,
    staff_id: int,
    site_id: int,
    at: datetime,
    clause: str,
    sentence: Phrase,
    subject: str = "",
    leaves: Leaves = Leaves.REST,
) -> None:
    """Put a sentence in a person's inbox, in the caller's transaction."""
    tell_all(
        (staff_id,),
        site_id=site_id,
        at=at,
        clause=clause,
        sentence=sentence,
        subject=subject,
        leaves=leaves,
    )


def tell_all(
    staff_ids: Iterable[int],
    *,
    site_id: int,
    at: datetime,
    clause: str,
    sentence: Phrase,
    subject: str = "",
    leaves: Leaves = Leaves.REST,
) -> None:
    """Put a sentence in the inbox of each of those people; see `tell`.

    `leaves` says how copies leave the house, where the site and the person want any.
    """
    whom = list(dict.fromkeys(staff_ids))
    facts = orjson.dumps(stored_facts(sentence)).decode()
    for staff_id in whom:
        execute(_TELL, (staff_id, site_id, at, clause, sentence.template, facts, subject))
    if whom and lines.has_subscribers(TOLD):
        act = running_act()
        told = {
            "staff_ids": whom,
            "clause": clause,
            "sentence": sentence,
            "subject": subject,
            "leaves": leaves,
        }
        actor = act.actor if act else Actor("salesfloor", Post.OPERATOR, site_id)
        lines.publish(lines.Entry(TOLD, "", 0, site_id, at, actor, told, {}))


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence for some people; of many that are told at once."""

    staff_ids: tuple[int, ...]
    sentence: Phrase
    subject: str = ""


def tell_each(
    tellings: Sequence[Telling],
    *,
    site_id: int,
    at: datetime,
    clause: str,
    leaves: Leaves = Leaves.REST,
) -> None:
    """Put many sentences into inboxes at once, in their order and in one statement; see `tell_all`."""
    rows = [
        Message(
            staff_id=staff_id,
            site_id=site_id,
            at=at,
            clause=clause,
            template=one.sentence.template,
            facts=stored_facts(one.sentence),
            subject=one.subject,
        )
        for one in tellings
        for staff_id in dict.fromkeys(one.staff_ids)
    ]
    Message.objects.bulk_create(rows, batch_size=1000)
    if rows and lines.has_subscribers(TOLD_EACH):
        act = running_act()
        told = {"tellings": tellings, "clause": clause, "leaves": leaves}
        actor = act.actor if act else Actor("salesfloor", Post.OPERATOR, site_id)
        lines.publish(lines.Entry(TOLD_EACH, "", 0, site_id, at, actor, told, {}))


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
