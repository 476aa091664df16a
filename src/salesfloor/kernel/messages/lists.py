"""The inbox as a list: what the house has to tell somebody, and the clause each word rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import phrase
from salesfloor.kernel.messages import permissions, queries
from salesfloor.web.lists import CLAUSE, MOMENT, SENTENCE, Asked, Column, Empty, Flag, List

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from salesfloor.kernel.messages.models import Message


def _only_new(rows: QuerySet[Message], _wanted: object) -> QuerySet[Message]:
    return rows.filter(read_at=None)


def _also(asked: Asked) -> dict[str, Any]:
    return {"unread": queries.unread(asked.actor.staff_id or 0)}


INBOX: Final = List(
    "inbox",
    phrase("Messages"),
    may=permissions.INBOX,
    rows=lambda asked: queries.messages_of(asked.actor.staff_id or 0),
    order=("-at", "-pk"),
    prepare=lambda rows, _asked: queries.as_read(rows),
    columns=(
        Column(phrase("Time"), "at", MOMENT),
        Column(phrase("Message"), "sentence", SENTENCE, link=lambda row, _asked: row.url),
        Column(phrase("Clause"), "clause", CLAUSE),
    ),
    row="messages/_message.html",
    filters=(Flag("unread", phrase("Only new ones"), narrows=_only_new),),
    empty=Empty(
        phrase("No messages"), phrase("When something concerns you, it is told here."), "ti-bell"
    ),
    not_found=Empty(phrase("No new messages"), icon="ti-bell"),
    template="messages/inbox.html",
    also=_also,
    per_page=50,
)
