"""Where each document is."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from django.db.models import Q
from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.labels import Label
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, Post
from salesfloor.base.texts import Line
from salesfloor.kernel.documents.models import Direction, Document, Status

if TYPE_CHECKING:
    from salesfloor.base.acts import Actor
    from salesfloor.base.phrases import Phrase

READERS = LEADERS | {Post.SALESPERSON, Post.ADMIN}


class DocumentTold(Answer):
    """A document, where it is, whose turn it is."""

    register_: Annotated[Direction, Field(alias="register")]
    document: int
    title: str
    status: Status
    handler: str | None
    due: date | None
    file_no: str | None


class DocumentsTold(Answer):
    """Documents of a site."""

    documents: list[DocumentTold]


@question("documents", may=READERS, word=phrase("Documents"), clauses=("2.3.4",))
def documents(
    *,
    actor: StaffActor,
    at: datetime,
    text: Annotated[Line, Label("Words to look for")] = "",
    status: Annotated[Status, Label("Status")] | None = None,
    class_: Annotated[Line, Field(alias="class"), Label("Class")] = "",
) -> DocumentsTold:
    """Return the documents of the site, incoming ones first, by number; `text` is looked for in titles."""
    rows = Document.objects.filter(site_id=actor.site_id, registered_at__lte=at)
    if text:
        rows = rows.filter(
            Q(title__icontains=text) | Q(other_side__icontains=text) | Q(their_no__icontains=text)
        )
    if status is not None:
        rows = rows.filter(status=status)
    if class_:
        rows = rows.filter(file_class=class_)
    return DocumentsTold(documents=[_told(row) for row in rows.order_by("register", "number")])


def _told(row: Document) -> DocumentTold:
    return DocumentTold(
        register_=Direction(row.register),
        document=row.number,
        title=row.title,
        status=Status(row.status),
        handler=row.handler or None,
        due=row.due,
        file_no=row.file_no or None,
    )


def documents_to_handle(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the incoming documents that are not filed, for a select box."""
    del at
    rows = Document.objects.filter(site_id=actor.site_id or 0, register=Direction.INCOMING)
    open_rows = rows.exclude(status__in=[Status.FILED, Status.DESTROYED]).order_by("-number")
    return [(str(row.number), f"{row.number} {row.title}") for row in open_rows[:100]]
