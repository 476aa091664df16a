"""Saying what happens to a document, reading it off, answering it, chasing it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of, end_of
from salesfloor.base.commands import StaffActor, command
from salesfloor.base.dates import Day
from salesfloor.base.fields import Who
from salesfloor.base.files import FileHashes
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import ANYONE, MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code, Note, RequiredNote
from salesfloor.kernel.asks import api as asks
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.documents import rules
from salesfloor.kernel.documents.commands.registering import WRITERS
from salesfloor.kernel.documents.fields import DocumentMoved, IncomingNo
from salesfloor.kernel.documents.models import Direction, Document, Reader, Status
from salesfloor.kernel.documents.moving import (
    CLAUSE,
    OVERDUE,
    REMINDER,
    TO_ANSWER,
    TO_FILE,
    TO_INSTRUCT,
    TO_READ,
    document_locked,
    expect_answer,
    move_on,
    must_step,
    unread,
    write,
)
from salesfloor.kernel.escalations import api as escalations
from salesfloor.kernel.files import api as files
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from collections.abc import Sequence

STAFF = ANYONE - {Post.OPERATOR}
People = Annotated[list[Code], Field(max_length=200), Label("Circulates to"), Reference("person")]


class DocumentRead(Answer):
    """A document, and who has not read it yet."""

    document: int
    unread: list[str]


class DocumentAnswered(Answer):
    """A document that its handler answered."""

    document: int
    status: Status
    in_time: bool


class DocumentChased(Answer):
    """Who was reminded."""

    document: int
    reminded: list[str]


@command(
    "instruct",
    may=MANAGERS,
    word=phrase("Say what happens to it"),
    clauses=("2.3.4",),
    post_clause="2.3.4",
    writes=RegisterLine(
        "incoming",
        phrase("No. {document}, instructed: {words}"),
        variants={"who": phrase("No. {document}, for {who} by {due}: {words}")},
        facts={"who": Who},
    ),
    done=phrase("Everybody named has it on their list."),
)
def instruct(
    *,
    actor: StaffActor,
    at: datetime,
    document: IncomingNo,
    words: Annotated[RequiredNote, Label("Instruction")],
    handler: Annotated[Code, Label("Who handles it"), Reference("person")] | None = None,
    circulate: People | None = None,
    due: Annotated[Day, Label("By the end of")] | None = None,
) -> DocumentMoved:
    """Say who handles a document, by when, and who reads it; with nobody named it goes to be filed.

    :raises Refused: 2.3.4 for other posts and out of order; `input` for unknown people, a handler without a
        day, or a day gone by.
    """
    found = document_locked(actor, Direction.INCOMING, document)
    handles = people.person_here(handler, actor.site_id, at) if handler else None
    reading = [people.person_here(code, actor.site_id, at) for code in circulate or ()]
    if handles is not None and (due is None or due < day_of(at)):
        raise bad_input(phrase("Say by which day, today or later, it is to be handled."))
    must_step(found, "instruct")
    is_in_hand = found.status == Status.IN_HAND
    rules.may_instruct(is_in_hand=is_in_hand, handler_is_here=_is_here(found)).enforce()
    if is_in_hand:
        escalations.stop(OVERDUE, found.pk, at=at)
        work.settle(kind=TO_ANSWER, subject=found.about, site_id=found.site_id, at=at)
        found.handler, found.handler_id, found.due = "", None, None
    found.words, found.instructed_by = words, actor.code
    if handles is not None:
        found.handler, found.handler_id, found.due = handles.code, handles.pk, due
    found.save()
    Reader.objects.bulk_create(
        (Reader(document=found, staff_id=one.pk, code=one.code) for one in reading),
        ignore_conflicts=True,
    )
    move_on(found, at)
    _put_on_lists(found, [one.pk for one in reading], at)
    body = {
        "who": found.handler,
        "due": found.due,
        "circulate": sorted(one.code for one in reading),
    }
    write(found, actor, at, body=body, personal={"words": words})
    return DocumentMoved(document=document, status=Status(found.status))


def _is_here(document: Document) -> bool:
    """Tell whether who handles it is with the house; with readers only, it is theirs."""
    if document.handler_id is None:
        return True
    return people.Staff.objects.filter(pk=document.handler_id, left_at=None).exists()


def _put_on_lists(document: Document, readers: Sequence[int], at: datetime) -> None:
    work.settle(kind=TO_INSTRUCT, subject=document.about, site_id=document.site_id, at=at)
    names = {"document": document.number, "title": document.title}
    if readers:
        asks.ask(
            asks.Question(
                kind=TO_READ,
                subject=document.about,
                clause=CLAUSE,
                sentence=phrase("Read document {document}, {title}.", **names),
                command="read_document",
                given={"document": document.number},
                fixed=("document",),
            ),
            readers,
            site_id=document.site_id,
            at=at,
        )
    if document.handler_id is not None and document.due is not None:
        sentence = phrase("Handle document {document}, {title}.", **names)
        _owe(document, TO_ANSWER, [document.handler_id], sentence, at, due=document.due)
        expect_answer(document, at)
    if document.status == Status.TO_FILE:
        _owe_filing(document, at)


def _owe_filing(document: Document, at: datetime) -> None:
    work.owe(
        kind=TO_FILE,
        subject=document.about,
        site_id=document.site_id,
        clause=CLAUSE,
        sentence=phrase(
            "File document {document}, {title}.", document=document.number, title=document.title
        ),
        at=at,
        posts=[Post.ADMIN],
    )


def _owe(  # noqa: PLR0917 - one item of a list
    document: Document,
    kind: str,
    staff_ids: Sequence[int],
    sentence: Phrase,
    at: datetime,
    due: date,
) -> None:
    work.owe(
        kind=kind,
        subject=document.about,
        site_id=document.site_id,
        clause=CLAUSE,
        sentence=sentence,
        at=at,
        due_at=end_of(due),
        staff_ids=staff_ids,
    )
    messages.tell_all(
        staff_ids,
        site_id=document.site_id,
        at=at,
        clause=CLAUSE,
        sentence=sentence,
        subject=document.about,
    )


@command(
    "read_document",
    may=STAFF,
    word=phrase("I have read it"),
    clauses=("2.3.4",),
    writes=RegisterLine("incoming", phrase("No. {document} is read.")),
    done=phrase("Read."),
)
def read_document(*, actor: StaffActor, at: datetime, document: IncomingNo) -> DocumentRead:
    """Confirm that one has read a document that circulates to oneself.

    :raises Refused: 2.3.4 for anybody else; `input` where there is no such document.
    """
    found = document_locked(actor, Direction.INCOMING, document)
    reading = found.readers.filter(staff_id=actor.staff_id).first()
    rules.may_read(is_reader=reading is not None).enforce()
    if reading is not None and reading.read_at is None:
        reading.read_at = at
        reading.save(update_fields=["read_at"])
        asks.answered(TO_READ, found.about, actor.staff_id, site_id=found.site_id, at=at)
        move_on(found, at)
        if found.status == Status.TO_FILE:
            _owe_filing(found, at)
    write(found, actor, at)
    return DocumentRead(document=document, unread=unread(found))


@command(
    "answer_document",
    may=STAFF,
    word=phrase("Report what was done"),
    clauses=("2.3.4",),
    writes=RegisterLine("incoming", phrase("No. {document} is handled: {result}")),
    done=phrase("The result stands with the document."),
)
def answer_document(
    *,
    actor: StaffActor,
    at: datetime,
    document: IncomingNo,
    result: Annotated[RequiredNote, Label("How it was handled")],
    photos: FileHashes | None = None,
) -> DocumentAnswered:
    """Report what came of a document that one handles.

    :raises Refused: 2.3.4 for anybody else and out of order; `input` where there is no such document.
    """
    found = document_locked(actor, Direction.INCOMING, document)
    must_step(found, "answer_document")
    is_handler = found.handler_id == actor.staff_id and found.answered_at is None
    rules.may_answer(is_handler=is_handler).enforce()
    escalations.stop(OVERDUE, found.pk, at=at)
    deadlines.settle(REMINDER, subject=found.pk, at=at)
    found.result, found.answered_at = result, at
    move_on(found, at)
    work.settle(kind=TO_ANSWER, subject=found.about, site_id=found.site_id, at=at)
    if found.status == Status.TO_FILE:
        _owe_filing(found, at)
    files.attach(
        site_id=found.site_id, subject=found.about, values=photos or (), at=at, actor=actor
    )
    in_time = found.due is not None and at < end_of(found.due)
    write(found, actor, at, body={"in_time": in_time}, personal={"result": result})
    return DocumentAnswered(document=document, status=Status(found.status), in_time=in_time)


@command(
    "chase_document",
    may=WRITERS,
    word=phrase("Remind who has it"),
    clauses=("2.3.4",),
    writes=RegisterLine(
        "incoming", phrase("No. {document}: {who} are reminded."), facts={"who": list[Who]}
    ),
    done=phrase("They are reminded."),
)
def chase_document(
    *,
    actor: StaffActor,
    at: datetime,
    document: IncomingNo,
    note: Annotated[Note, Label("Note")] = "",
) -> DocumentChased:
    """Remind the handler and those who have not read a document.

    :raises Refused: 2.3.4 for a document that is not in hand; `input` where there is none.
    """
    found = document_locked(actor, Direction.INCOMING, document)
    must_step(found, "chase_document")
    waits = found.handler_id is not None and found.answered_at is None
    reminded = sorted({*unread(found), *([found.handler] if waits else [])})
    ids = people.Staff.objects.filter(code__in=reminded).values_list("pk", flat=True)
    messages.tell_all(
        list(ids),
        site_id=found.site_id,
        at=at,
        clause=CLAUSE,
        sentence=phrase(
            "Document {document}, {title}, waits for you. {note}",
            document=found.number,
            title=found.title,
            note=note,
        ),
        subject=found.about,
    )
    write(found, actor, at, body={"who": reminded}, personal={"note": note})
    return DocumentChased(document=document, reminded=reminded)
