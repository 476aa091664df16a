"""The card that a customer scans: a file for the telephone book, and nothing about anybody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from salesfloor.floor.following.queries.card import holder_of, vcard_of
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_safe
def card(request: HttpRequest, token: str) -> HttpResponse:
    """Give a salesperson's card as a vCard (9.2.1.2); a wrong address and one who has left look alike."""
    del request
    person = holder_of(token)
    if person is None:
        raise Http404
    response = HttpResponse(
        vcard_of(person, rulebook.database_now(timezone.now())),
        content_type="text/vcard; charset=utf-8",
    )
    response["Content-Disposition"] = 'attachment; filename="card.vcf"'
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
