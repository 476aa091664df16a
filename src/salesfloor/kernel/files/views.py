"""Pictures and documents for pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.posts import ANYONE
from salesfloor.kernel.files import serving
from salesfloor.web.pages import page

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from salesfloor.web.requests import StaffRequest


@page(may=ANYONE, methods=["GET"])
def file(request: StaffRequest, value: str) -> HttpResponseBase:
    """Send a file to somebody who may see what it is attached to."""
    return serving.serve(request, request.actor, value)
