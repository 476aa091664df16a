"""Moving a document along its table of transitions; whose list it stands on; what is overdue."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.china_time import end_of, start_of
from salesfloor.base.commands import about, cite
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.kernel.asks import api as asks
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.documents import rules
from salesfloor.kernel.documents.models import Direction, Document, Status
from salesfloor.kernel.escalations import api as escalations
from salesfloor.kernel.flows import api as flows
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from salesfloor.base.acts import Actor, StaffActor

CLAUSE: Final = "2.3.4"
TO_READ, TO_ANSWER, TO_FILE = "document_to_read", "document_to_answer", "document_to_file"
TO_INSTRUCT: Final = "document_to_instruct"
OVERDUE, REMINDER = "document_overdue", "document_reminder"


def document_locked(actor: StaffActor, direction: Direction, number: int) -> Document:
    """Return a document of the site, locked to the end of the transaction.

    :raises Refused: `input` where there is none.
    """
    rows = Document.objects.select_for_update()
    found = rows.filter(site_id=actor.site_id, register=direction, number=number).first()
    if found is None:
        raise bad_input(phrase("There is no document {document} here.", document=number))
    return found


def must_step(document: Document, by: str) -> None:
    """Refuse what the document's table of transitions does not have.

    :raises Refused: 2.3.4.
    """
    table = flows.flow(f"{document.register}_document")
    rules.may_step(table.step(document.status, by)).enforce()


def unread(document: Document) -> list[str]:
    """Return the sorted codes of those who have not read it and are still with the house."""
    waiting = dict(document.readers.filter(read_at=None).values_list("staff_id", "code"))
    here = people.Staff.objects.filter(pk__in=list(waiting), left_at=None)
    return sorted(waiting[pk] for pk in here.values_list("pk", flat=True))


def move_on(document: Document, at: datetime) -> None:
    """Let a document that nobody waits for any more go to be filed."""
    waits = document.handler_id is not None and document.answered_at is None
    document.status = Status.IN_HAND if waits or unread(document) else Status.TO_FILE
    if document.status == Status.TO_FILE:
        asks.close(TO_READ, document.about, site_id=document.site_id, at=at)
    document.save()


def expect_answer(document: Document, at: datetime) -> None:
    """Let the handler's day be watched: reminded the day before, told upwards when it is over."""
    if document.due is None:
        return
    escalations.start(OVERDUE, document.pk, site_id=document.site_id, due_at=end_of(document.due))
    reminder = start_of(document.due - timedelta(days=1))
    if reminder > at:
        deadlines.set_due(REMINDER, subject=document.pk, site_id=document.site_id, due_at=reminder)


def write(
    document: Document,
    actor: Actor,
    at: datetime,
    *,
    body: Mapping[str, Any] | None = None,
    personal: Mapping[str, str] | None = None,
) -> None:
    """Write the line of the current command in the document's register."""
    facts = {"document": document.number, "title": document.title, **(body or {})}
    registers.record(actor=actor, at=at, body=facts, personal=personal)
    cite(CLAUSE)
    about(document.about)
