"""Documents as a list: both registers, where each is and whose turn it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Q

from salesfloor.base.phrases import phrase
from salesfloor.kernel.documents.models import Direction, Document, Status, Urgency
from salesfloor.kernel.documents.queries import READERS
from salesfloor.web.lists import (
    DAY,
    MOMENT,
    PERSON_CODE,
    Asked,
    Column,
    Empty,
    List,
    OneOf,
    Period,
    Search,
    choice,
)
from salesfloor.web.subjects import address_of

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _rows(asked: Asked) -> QuerySet[Document]:
    return Document.objects.filter(site_id=asked.site_id)


def _with_words(rows: QuerySet[Document], text: str) -> QuerySet[Document]:
    return rows.filter(
        Q(title__icontains=text)
        | Q(other_side__icontains=text)
        | Q(their_no__icontains=text)
        | Q(file_no__icontains=text)
    )


def _link(row: Document, asked: Asked) -> str:
    del asked
    return address_of(row.about)


DOCUMENTS: Final = List(
    "documents",
    phrase("Documents"),
    may=READERS,
    rows=_rows,
    order=("-registered_at", "-pk"),
    columns=(
        Column(phrase("Title"), "title", link=_link, is_main=True),
        Column(phrase("Register"), "register", choice(Direction)),
        Column(phrase("No."), "number"),
        Column(phrase("From or to"), "other_side"),
        Column(phrase("Urgency"), "urgency", choice(Urgency, {"urgent": "bad"})),
        Column(phrase("Status"), "status", choice(Status, {"filed": "good", "in_hand": "note"})),
        Column(phrase("Handled by"), "handler", PERSON_CODE),
        Column(phrase("Due"), "due", DAY),
        Column(phrase("Registered"), "registered_at", MOMENT),
        Column(phrase("File number"), "file_no"),
    ),
    filters=(
        Search("q", phrase("Title, sender, number"), narrows=_with_words),
        OneOf("register", phrase("Register"), Direction.pairs()),
        OneOf("status", phrase("Status"), Status.pairs()),
        Period("registered_at"),
    ),
    empty=Empty(
        phrase("No documents"),
        phrase("What comes in and goes out is registered, handled and filed."),
    ),
    template="documents/documents.html",
)
