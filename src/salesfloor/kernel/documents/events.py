"""What documents do by themselves: remind the handler, and climb when nobody answers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from salesfloor.base.lines import line
from salesfloor.base.phrases import phrase
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.documents.models import Document, Status
from salesfloor.kernel.documents.moving import CLAUSE, OVERDUE, REMINDER
from salesfloor.kernel.escalations import api as escalations
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.kernel.deadlines.api import Deadline


def _matter(pk: int) -> escalations.Matter:
    document = Document.objects.get(pk=pk)
    return escalations.Matter(
        clause=CLAUSE,
        sentence=phrase(
            "Document {document}, {title}, is overdue: {who} has not answered.",
            document=document.number,
            title=document.title,
            who=document.handler,
        ),
        about=document.about,
        facts={"document": document.number, "handler": document.handler},
    )


def _every(site_id: int, subject: int, at: datetime) -> timedelta:
    del subject
    return timedelta(hours=rulebook.policies(site_id, at)["escalation.every_hours"])


escalations.declare(
    escalations.Kind(
        line=line(
            OVERDUE,
            "incoming",
            phrase("No. {document} is overdue with {handler}, level {level}: {told} are told."),
            facts={"document": int, "handler": str, "level": int, "told": list},
        ),
        matter=_matter,
        every=_every,
        limit=deadlines.Limit.MOMENT,
    )
)


@deadlines.handler(REMINDER, word=phrase("A document is due tomorrow"))
def _remind(deadline: Deadline, at: datetime) -> None:
    document = Document.objects.get(pk=deadline.subject)
    if document.status != Status.IN_HAND or document.handler_id is None:
        return
    messages.tell(
        staff_id=document.handler_id,
        site_id=document.site_id,
        at=at,
        clause=CLAUSE,
        sentence=phrase(
            "Document {document}, {title}, is due tomorrow.",
            document=document.number,
            title=document.title,
        ),
        subject=document.about,
    )
