"""What one does with the inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from salesfloor.kernel.messages import permissions
from salesfloor.web.pages import give, go, page

if TYPE_CHECKING:
    from salesfloor.web.requests import StaffRequest


@page(may=permissions.INBOX, methods=["POST"])
def read(request: StaffRequest) -> HttpResponse:
    """Mark everything in the own inbox as read."""
    give(request, "read_messages", {})
    if request.htmx:
        return HttpResponse(status=204)
    return go(request, "messages:inbox")
