"""The page of an export, and its file, once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render

from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.refusals import Refused
from salesfloor.floor.exports import permissions
from salesfloor.floor.exports.choices import Phones, Status, What
from salesfloor.floor.exports.models import Export
from salesfloor.floor.exports.queries import exports_seen_by
from salesfloor.web.directory import names_by_id
from salesfloor.web.pages import give, go, page, row_or_404

if TYPE_CHECKING:
    from salesfloor.web.requests import StaffRequest


@page(may=permissions.EXPORTS, methods=["GET"])
def export(request: StaffRequest, number: int) -> HttpResponse:
    """Show an export to who asked for it and to the managers."""
    row: Export = row_or_404(exports_seen_by(request.actor), number=number)
    names = names_by_id([row.asked_by_id, row.decided_by_id])
    is_mine = row.asked_by_id == request.actor.staff_id
    in_time = row.until_at is not None and request.at <= row.until_at
    facts: dict[str, Any] = {
        "row": row,
        "what": What(row.what).label,
        "phones": Phones(row.phones).label,
        "state": Status(row.status).label,
        "asked_by": names.get(row.asked_by_id, ""),
        "decided_by": names.get(row.decided_by_id or 0, ""),
        "may_take": is_mine and row.status == Status.READY and in_time,
        "has_file": is_mine and row.status == Status.TAKEN and in_time,
        "decides": request.actor.post in MANAGERS and not is_mine and row.status == Status.WAITING,
    }
    return render(request, "exports/export.html", facts)


@page(may=permissions.EXPORTS, methods=["POST"])
def take(request: StaffRequest, number: int) -> HttpResponse:
    """Take an export; its file is on its page until its time is over."""
    give(request, "take_export", {"export": number})
    return go(request, "exports:export", toast=phrase("Taken; the manager is told."), number=number)


@page(may=permissions.EXPORTS, methods=["GET"])
def file(request: StaffRequest, number: int) -> HttpResponse:
    """Hand out the file of an export that was taken, to who took it, while its time lasts."""
    rows = Export.objects.filter(
        site_id=request.actor.site_id or 0, asked_by_id=request.actor.staff_id or 0
    )
    row: Export = row_or_404(rows, number=number, status=Status.TAKEN.value)
    if row.file is None or row.until_at is None or request.at > row.until_at:
        raise Refused("7.2.2", phrase("This export cannot be taken any more; ask for a new one."))
    response = HttpResponse(bytes(row.file), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="export-{number}.csv"'
    return response
