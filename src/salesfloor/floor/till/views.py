"""The page behind a receipt's code, for anybody."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from salesfloor.base.refusals import Refused
from salesfloor.floor.till import queries
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MOST_TRIES: Final = 60
"""Receipts looked at from one address in a quarter of an hour."""


@never_cache
@require_safe
def check(request: HttpRequest, site: str, number: int, code: str) -> HttpResponse:
    """Say in one big word whether a receipt is genuine; no more than stands on the paper."""
    at = rulebook.database_now(timezone.now())
    address = request.META.get("REMOTE_ADDR", "")
    tried = people.take_try(f"receipt:{address}", most=MOST_TRIES, at=at)
    found = None
    if tried.is_allowed:
        found_site = people.Site.objects.filter(code=site).first()
        try:
            found = queries.checked(found_site.pk if found_site else 0, number, code)
        except Refused:
            found = None
    amount = f"¥{Decimal(found.amount):,.2f}" if found else ""
    facts = {
        "found": found,
        "amount": amount,
        "number": number,
        "waits": not tried.is_allowed,
    }
    status = 200 if found else (404 if tried.is_allowed else 429)
    response = render(request, "till/check.html", facts, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
