"""Registering what comes in and what goes out."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from salesfloor.base.commands import StaffActor, command
from salesfloor.base.dates import Day
from salesfloor.base.files import FileHashes
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.texts import Code, Line, RequiredLine, RequiredNote
from salesfloor.kernel.documents import rules
from salesfloor.kernel.documents.fields import DocumentNamed, IncomingNo
from salesfloor.kernel.documents.models import Direction, Document, Status, Urgency
from salesfloor.kernel.documents.moving import (
    CLAUSE,
    TO_INSTRUCT,
    document_locked,
    must_step,
    write,
)
from salesfloor.kernel.files import api as files
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.work import api as work

WRITERS = frozenset({Post.SALESPERSON, Post.LEAD, Post.MANAGER, Post.ADMIN})
Title = Annotated[RequiredLine, Label("Title")]


@command(
    "receive_document",
    may=WRITERS | {Post.DESK},
    word=phrase("Register a document"),
    clauses=("2.3.4",),
    writes=RegisterLine("incoming", phrase("No. {document} of {sender}: {title}")),
    done=phrase("Registered. The manager says what happens to it."),
)
def receive_document(
    *,
    actor: StaffActor,
    at: datetime,
    sender: Annotated[RequiredLine, Label("Sender")],
    title: Title,
    their_no: Annotated[Line, Label("Their number")] = "",
    dated: Annotated[Day, Label("Dated")] | None = None,
    copies: Annotated[Number, Label("Copies")] | None = None,
    urgency: Annotated[Urgency, Label("Urgency")] = Urgency.NORMAL,
    photos: FileHashes | None = None,
) -> DocumentNamed:
    """Register a document that came in; the manager is to say what happens to it."""
    document = Document.objects.create(
        site_id=actor.site_id,
        register=Direction.INCOMING,
        number=next_number(actor.site_id, "incoming"),
        status=Status.RECEIVED,
        other_side=sender,
        title=title,
        their_no=their_no,
        dated=dated,
        copies=copies,
        urgency=urgency,
        registered_at=at,
        registered_by=actor.code,
    )
    _attach(document, photos, actor, at)
    work.owe(
        kind=TO_INSTRUCT,
        subject=document.about,
        site_id=actor.site_id,
        clause=CLAUSE,
        sentence=phrase(
            "Document {document}, {title}: say what happens to it.",
            document=document.number,
            title=title,
        ),
        at=at,
        posts=[Post.MANAGER],
    )
    write(document, actor, at, body={"sender": sender, "urgency": urgency})
    return DocumentNamed(document=document.number)


@command(
    "propose_handling",
    may=frozenset({Post.SALESPERSON, Post.LEAD, Post.ADMIN}),
    word=phrase("Propose how to handle it"),
    clauses=("2.3.4",),
    writes=RegisterLine("incoming", phrase("No. {document}, proposed: {proposal}")),
    done=phrase("The proposal stands with the document."),
)
def propose_handling(
    *,
    actor: StaffActor,
    at: datetime,
    document: IncomingNo,
    proposal: Annotated[RequiredNote, Label("Proposal")],
) -> DocumentNamed:
    """Propose how a document is to be handled, before the manager says.

    :raises Refused: 2.3.4 out of order; `input` where there is no such document.
    """
    found = document_locked(actor, Direction.INCOMING, document)
    must_step(found, "propose_handling")
    found.status, found.proposal = Status.PROPOSED, proposal
    found.save(update_fields=["status", "proposal"])
    write(found, actor, at, personal={"proposal": proposal})
    return DocumentNamed(document=document)


@command(
    "send_document",
    may=WRITERS,
    word=phrase("Register a document that goes out"),
    clauses=("2.3.4",),
    writes=RegisterLine(
        "outgoing",
        phrase("No. {document} to {receiver}, signed by {signed_by}: {title}"),
        facts={"signed_by": str},
    ),
    done=phrase("Registered. It can be filed."),
)
def send_document(
    *,
    actor: StaffActor,
    at: datetime,
    receiver: Annotated[RequiredLine, Label("Receiver")],
    title: Title,
    signed_by: Annotated[Code, Label("Signed by"), Reference("person")],
    photos: FileHashes | None = None,
    answers: Annotated[IncomingNo, Label("Answers document")] | None = None,
) -> DocumentNamed:
    """Register a document that goes out, signed by a manager or somebody above.

    :raises Refused: 2.3.4 for another signature; `input` where who signed or what it answers is not there.
    """
    signer = people.person_here(signed_by, actor.site_id, at)
    if answers is not None:
        document_locked(actor, Direction.INCOMING, answers)
    rules.may_sign(Post(signer.post)).enforce()
    document = Document.objects.create(
        site_id=actor.site_id,
        register=Direction.OUTGOING,
        number=next_number(actor.site_id, "outgoing"),
        status=Status.SENT,
        other_side=receiver,
        title=title,
        signed_by=signer.code,
        answers=answers,
        registered_at=at,
        registered_by=actor.code,
    )
    _attach(document, photos, actor, at)
    body = {"receiver": receiver, "signed_by": signer.code, "answers": answers}
    write(document, actor, at, body=body)
    return DocumentNamed(document=document.number)


def _attach(document: Document, photos: list[str] | None, actor: StaffActor, at: datetime) -> None:
    files.attach(
        site_id=document.site_id,
        subject=document.about,
        values=photos or (),
        at=at,
        actor=actor,
    )
