"""The page behind a receipt's code, for anybody; and the closing of the cash, for finance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from salesfloor.base.money import yuan
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.refusals import Refused
from salesfloor.floor.till import queries
from salesfloor.floor.till.choices import Method
from salesfloor.floor.till.models import Closing, Receipt, Refund
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web import directory
from salesfloor.web.pages import page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from salesfloor.web.requests import StaffRequest

MOST_TRIES: Final = 60
"""Receipts looked at from one address in a quarter of an hour."""
SHOWN: Final = 30
CLOSES: Final = MANAGERS | {Post.FINANCE}


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
    facts = {"found": found, "number": number, "waits": not tried.is_allowed}
    status = 200 if found else (404 if tried.is_allowed else 429)
    response = render(request, "till/check.html", facts, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@page(may=CLOSES, methods=["GET"])
def closings(request: StaffRequest) -> HttpResponse:
    """Show the closings of the cash; who counts sees what is expected only afterwards."""
    site_id = request.actor.site_id or 0
    done = list(Closing.objects.filter(site_id=site_id).order_by("-number")[:SHOWN])
    last = done[0] if done else None
    open_receipts = Receipt.objects.filter(site_id=site_id).filter(
        Q(number__gt=last.receipts_to if last else 0)
    )
    open_refunds = Refund.objects.filter(site_id=site_id, number__gt=last.refunds_to if last else 0)
    facts = {
        "closings": [_shown(one) for one in done],
        "names": directory.names_of(one.closed_by for one in done),
        "methods": Method.pairs(),
        "open": open_receipts.count() + open_refunds.count(),
        "may_close": request.actor.post is Post.FINANCE,
    }
    return render(request, "till/closings.html", facts)


def _shown(one: Closing) -> dict[str, object]:
    rows = [
        (
            method.label,
            one.expected.get(method, 0),
            one.counted.get(method, 0),
            one.counted.get(method, 0) - one.expected.get(method, 0),
        )
        for method in Method
    ]
    return {
        "closing": one,
        "rows": rows,
        "differs": any(row[3] for row in rows),
        "total": yuan(sum(row[2] for row in rows)),
    }
