"""Filing documents and destroying them after their time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.fields import Reason, Who
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import line
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code, RequiredLine
from salesfloor.kernel.documents import rules
from salesfloor.kernel.documents.models import Direction, Document, Status
from salesfloor.kernel.documents.moving import CLAUSE, TO_FILE, document_locked, must_step
from salesfloor.kernel.files import api as files
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work

FACTS = {"document": int, "file_no": str}
FILED = {
    one: line(
        f"{one.value}_filed",
        one.value,
        phrase("No. {document} is filed as {file_no}."),
        facts=FACTS,
    )
    for one in Direction
}
DESTROYED = {
    one: line(
        f"{one.value}_destroyed",
        one.value,
        phrase("No. {document}, filed as {file_no}, is destroyed; witness {who}. {reason}"),
        facts={**FACTS, "who": Who, "reason": str},
    )
    for one in Direction
}
LONGEST_KEPT = 200


class DocumentFiled(Answer):
    """Where a document is filed, and to which day it is kept."""

    file_no: str
    keep_until: date | None


class DocumentDestroyed(Answer):
    """A document whose files are destroyed."""

    file_no: str


@command(
    "file_document",
    may=frozenset({Post.SALESPERSON, Post.LEAD, Post.ADMIN}),
    word=phrase("File it"),
    clauses=("2.3.4",),
    done=phrase("Filed."),
)
def file_document(
    *,
    actor: StaffActor,
    at: datetime,
    register_: Annotated[Direction, Field(alias="register"), Label("Register")],
    document: Annotated[Number, Label("Document")],
    class_: Annotated[
        RequiredLine, StringConstraints(max_length=20), Field(alias="class"), Label("Class")
    ],
    keep_years: Annotated[
        int,
        Field(ge=0, le=LONGEST_KEPT),
        Label("Years to keep", hint=phrase("0 keeps it for ever.")),
    ],
) -> DocumentFiled:
    """File a document under the next number of its year and class.

    :raises Refused: 2.3.4 for a document that is not done with, or is filed; `input` where there is none.
    """
    found = document_locked(actor, register_, document)
    must_step(found, "file_document")
    year = day_of(at).year
    number = next_number(actor.site_id, f"file:{year}:{class_}")
    found.status, found.filed_at, found.file_class = Status.FILED, at, class_
    found.file_no = f"{year}-{class_}-{number:03}"
    found.keep_until = date(year + keep_years, 12, 31) if keep_years else None
    found.save()
    work.settle(kind=TO_FILE, subject=found.about, site_id=found.site_id, at=at)
    registers.write(
        FILED[register_],
        actor=actor,
        at=at,
        body={
            "document": found.number,
            "file_no": found.file_no,
            "keep_until": found.keep_until,
        },
    )
    cite(CLAUSE)
    about(found.about)
    return DocumentFiled(file_no=found.file_no, keep_until=found.keep_until)


@command(
    "destroy_document",
    may=frozenset({Post.MANAGER, Post.DIRECTOR}),
    word=phrase("Destroy the document"),
    clauses=("2.1.8",),
    post_clause="2.1.8",
    done=phrase("Its files are destroyed; its lines stay."),
)
def destroy_document(
    *,
    actor: StaffActor,
    at: datetime,
    file_no: Annotated[RequiredLine, Label("File number")],
    witness: Annotated[Code, Label("Witness"), Reference("person")],
    reason: Reason,
) -> DocumentDestroyed:
    """Destroy the files of a document after its time, before a witness; the registers' lines stay.

    :raises Refused: 2.1.8 for other posts, before the time is over, for what is kept for ever, or without
        another person as witness; `input` for a number or person that is not there.
    """
    rows = Document.objects.select_for_update()
    found = rows.filter(site_id=actor.site_id, file_no=file_no).first()
    if found is None or found.status != Status.FILED:
        raise bad_input(phrase("There is no document filed as {file_no}.", file_no=file_no))
    other = people.person_here(witness, actor.site_id, at)
    rules.may_destroy(
        keep_until=found.keep_until, today=day_of(at), by=actor.code, witness=other.code
    ).enforce()
    found.status, found.destroyed_at = Status.DESTROYED, at
    found.save(update_fields=["status", "destroyed_at"])
    files.destroy(site_id=found.site_id, subject=found.about, at=at)
    registers.write(
        DESTROYED[Direction(found.register)],
        actor=actor,
        at=at,
        body={"document": found.number, "file_no": file_no, "who": other.code},
        personal={"reason": reason},
    )
    cite("2.1.8")
    about(found.about)
    return DocumentDestroyed(file_no=file_no)
