"""The thread of those who have a part in a customer, and the line they agreed on (9.6.2.4)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.fields import NoteText, Phone
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.texts import RequiredNote
from salesfloor.floor.customers import api as customers
from salesfloor.floor.following import rules
from salesfloor.floor.following.queries.parts import has_part
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from django.db.models import QuerySet

CLAUSE = "9.6.2.4"


def _shared(actor: StaffActor, at: datetime, phone: str) -> reception.Tie:
    tie = reception.tie(actor, at, phone)
    rules.may_share(has_part=has_part(actor, tie)).enforce()
    return tie


def _thread(customer_id: int) -> QuerySet[customers.ThreadNote]:
    return customers.ThreadNote.objects.filter(customer_id=customer_id).order_by("pk")


class NoteWritten(Answer):
    """How many notes the thread has now."""

    notes: int


@command(
    "write_thread",
    may=ANYONE,
    word=phrase("Write in the thread"),
    clauses=(CLAUSE, "3.4.3.5"),
    post_clause="3.4.3.5",
    writes=RegisterLine("claims", phrase("A word in the thread of {phone}")),
    done=phrase("Written."),
)
def write_thread(*, actor: StaffActor, at: datetime, phone: Phone, note: NoteText) -> NoteWritten:
    """Write a word to the others who have a part in a customer; it is no follow-up (9.6.2.4).

    :raises Refused: 3.4.3.5 for anyone who has no part.
    """
    tie = _shared(actor, at, phone)
    customer_id = customers.customer_id(tie.site_id, tie.phone, at)
    customers.ThreadNote.objects.create(
        customer_id=customer_id, staff_id=actor.staff_id, at=at, text=note
    )
    registers.record(actor=actor, at=at, body={}, personal={"phone": tie.phone, "note": note})
    cite(CLAUSE)
    about(f"customer:{customer_id}")
    return NoteWritten(notes=_thread(customer_id).filter(is_line=False).count())


class LineAgreed(Answer):
    """The line stands."""


@command(
    "agree_line",
    may=ANYONE,
    word=phrase("Set the agreed line"),
    clauses=(CLAUSE, "3.4.3.5"),
    post_clause="3.4.3.5",
    writes=RegisterLine("claims", phrase("The agreed line about {phone} is set")),
    done=phrase("The line stands."),
)
def agree_line(
    *,
    actor: StaffActor,
    at: datetime,
    phone: Phone,
    line: Annotated[RequiredNote, Label("Agreed line")],
) -> LineAgreed:
    """Set the line that all who have a part in a customer take; the latest counts (9.6.2.4).

    :raises Refused: 3.4.3.5 unless by the owner or a manager.
    """
    tie = reception.tie(actor, at, phone)
    tie.must_be(reception.Part.OWNER, reception.Part.MANAGER)
    customer_id = customers.customer_id(tie.site_id, tie.phone, at)
    customers.ThreadNote.objects.create(
        customer_id=customer_id, staff_id=actor.staff_id, at=at, text=line, is_line=True
    )
    registers.record(actor=actor, at=at, body={}, personal={"phone": tie.phone, "line": line})
    cite(CLAUSE)
    about(f"customer:{customer_id}")
    return LineAgreed()


class ThreadWord(Answer):
    """One note of the thread."""

    at: Instant
    by: str
    note: str


class ThreadShown(Answer):
    """The agreed line, and the notes, the oldest first."""

    line: str | None
    notes: list[ThreadWord]


@command(
    "read_thread",
    may=ANYONE,
    word=phrase("Read the thread"),
    clauses=(CLAUSE, "3.4.3.5"),
    post_clause="3.4.3.5",
)
def read_thread(*, actor: StaffActor, at: datetime, phone: Phone) -> ThreadShown:
    """Read what others wrote about a customer; only then may the next follow-up be written (9.6.2.4).

    :raises Refused: 3.4.3.5 for anyone who has no part.
    """
    tie = _shared(actor, at, phone)
    customer_id = customers.customer_id(tie.site_id, tie.phone, at)
    words = list(_thread(customer_id))
    if words:
        customers.ThreadRead.objects.update_or_create(
            customer_id=customer_id,
            staff_id=actor.staff_id,
            defaults={"up_to": words[-1].pk, "at": at},
        )
    cite(CLAUSE)
    about(f"customer:{customer_id}")
    codes = people.codes_of(sorted({one.staff_id for one in words}))
    lines = [one.text for one in words if one.is_line]
    return ThreadShown(
        line=lines[-1] if lines else None,
        notes=[
            ThreadWord(at=one.at, by=codes.get(one.staff_id, ""), note=one.text)
            for one in words
            if not one.is_line
        ],
    )
