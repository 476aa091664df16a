"""The inbox: what the house has to tell somebody, and the clause each word rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render

from salesfloor.kernel.messages import permissions, queries
from salesfloor.web.pages import give, go, page

if TYPE_CHECKING:
    from salesfloor.web.requests import StaffRequest

PER_PAGE = 50


@page(may=permissions.INBOX, methods=["GET"])
def inbox(request: StaffRequest) -> HttpResponse:
    """Show the messages, the newest first; what is shown counts as read a moment later."""
    before = request.GET.get("before", "")
    key = int(before) if before.isdecimal() and len(before) < 18 else None  # noqa: PLR2004
    found = queries.inbox(request.actor.staff_id or 0, before=key, most=PER_PAGE + 1)
    rows = queries.told(found[:PER_PAGE])
    further = f"?before={rows[-1].id}" if len(found) > PER_PAGE else ""
    unread = any(not row.is_read for row in rows)
    return render(
        request, "messages/inbox.html", {"rows": rows, "further": further, "unread": unread}
    )


@page(may=permissions.INBOX, methods=["POST"])
def read(request: StaffRequest) -> HttpResponse:
    """Mark everything in the own inbox as read."""
    give(request, "read_messages", {})
    if request.htmx:
        return HttpResponse(status=204)
    return go(request, "messages:inbox")
