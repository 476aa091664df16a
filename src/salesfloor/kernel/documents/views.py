"""The page of a document: where it is, who reads and handles it, what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.phrases import phrase
from salesfloor.kernel.documents.models import Direction, Document, Status
from salesfloor.kernel.documents.queries import READERS
from salesfloor.kernel.work.api import Act, subject_page
from salesfloor.web.directory import names_of
from salesfloor.web.language import joined
from salesfloor.web.pages import page, row_or_404

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from salesfloor.base.phrases import Phrase
    from salesfloor.web.requests import StaffRequest


@page(may=READERS, methods=["GET"])
def incoming(request: StaffRequest, number: int) -> HttpResponse:
    """Show a document that came in."""
    return _document(request, Direction.INCOMING, number)


@page(may=READERS, methods=["GET"])
def outgoing(request: StaffRequest, number: int) -> HttpResponse:
    """Show a document that went out."""
    return _document(request, Direction.OUTGOING, number)


def _document(request: StaffRequest, register: Direction, number: int) -> HttpResponse:
    rows = Document.objects.filter(site_id=request.actor.site_id or 0, register=register)
    row: Document = row_or_404(rows, number=number)
    readers = list(row.readers.order_by("pk"))
    codes = {row.registered_by, row.handler, row.signed_by, row.instructed_by} - {""}
    names = names_of(codes | {one.code for one in readers})
    waiting = [names.get(one.code, one.code) for one in readers if one.read_at is None]
    facts: list[tuple[Phrase, object]] = [
        (phrase("Register"), register.label),
        (phrase("From or to"), row.other_side),
        (phrase("Their number"), row.their_no),
        (phrase("Dated"), _day(row.dated)),
        (phrase("Signed by"), names.get(row.signed_by, row.signed_by)),
        (phrase("Handled by"), names.get(row.handler, row.handler)),
        (phrase("Due"), _day(row.due)),
        (phrase("Not read yet by"), joined(waiting)),
        (phrase("File number"), row.file_no),
        (phrase("Kept until"), _day(row.keep_until)),
    ]
    return subject_page(
        request,
        row.about,
        head=phrase("{title}", title=row.title),
        clause="2.3.4",
        words=row.words or row.proposal,
        state=Status(row.status).label,
        facts=[(label, value) for label, value in facts if value],
        acts=_acts(row, request.actor.code, {one.code for one in readers if one.read_at is None}),
        history=_history(row, names),
        back=(phrase("Documents"), "documents:documents"),
    )


def _day(on: date | None) -> object:
    return phrase("{on}", on=on) if on else ""


def _acts(row: Document, code: str, waiting: set[str]) -> list[Act]:
    acts = []
    given = {"document": row.number}
    if row.status == Status.RECEIVED:
        acts.append(Act("propose_handling", given))
    if row.status in {Status.RECEIVED, Status.PROPOSED}:
        acts.append(Act("instruct", given))
    if row.status == Status.IN_HAND:
        acts += [Act("read_document", given)] if code in waiting else []
        acts += [Act("answer_document", given)] if code == row.handler else []
        acts.append(Act("chase_document", given))
    if row.status in {Status.TO_FILE, Status.SENT}:
        acts.append(Act("file_document", {"register": row.register, **given}))
    if row.status == Status.FILED:
        acts.append(Act("destroy_document", {"file_no": row.file_no}))
    return acts


def _history(row: Document, names: dict[str, str]) -> list[Phrase]:
    who = names.get(row.registered_by, row.registered_by)
    told = [phrase("{at} registered by {who}", at=row.registered_at, who=who)]
    told += [
        phrase("{at} read by {who}", at=one.read_at, who=names.get(one.code, one.code))
        for one in row.readers.exclude(read_at=None).order_by("read_at")
    ]
    if row.answered_at:
        told.append(phrase("{at} answered: {text}", at=row.answered_at, text=row.result))
    if row.filed_at:
        told.append(phrase("{at} filed as {file_no}", at=row.filed_at, file_no=row.file_no))
    if row.destroyed_at:
        told.append(phrase("{at} destroyed", at=row.destroyed_at))
    return told
