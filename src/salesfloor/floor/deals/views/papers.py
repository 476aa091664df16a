"""Serving papers, and those that belong to the end of a deal."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.http import Http404, HttpResponse

from salesfloor.base.phrases import phrase
from salesfloor.floor.deals import ending, sight
from salesfloor.floor.deals.choices import DealState
from salesfloor.floor.deals.models import Deal
from salesfloor.floor.results.api import staff_actor
from salesfloor.floor.till import api as till
from salesfloor.kernel.people import api as people
from salesfloor.web.directory import names_of
from salesfloor.web.pages import page, row_or_404

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from salesfloor.web.requests import StaffRequest

Money = TypeVar("Money", till.Receipt, till.Refund)


def pdf(content: bytes, name: str) -> HttpResponse:
    """Return a paper as the browser shows it."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def money_or_404(request: StaffRequest, rows: QuerySet[Money], number: int) -> Money:
    """Return a receipt or refund of the site; a colleague's is as little there as one that never was."""
    row: Money = row_or_404(rows.filter(site_id=request.actor.site_id or 0), number=number)
    deal = sight.deal_of(row)
    if not sight.sees(staff_actor(request.actor), deal, request.at, shares_count=False):
        raise Http404
    return row


@page(may=sight.READERS, methods=["GET"])
def refund_paper(request: StaffRequest, number: int) -> HttpResponse:
    """Serve money paid back as PDF, to who may see the receipts of what it is from."""
    row = money_or_404(request, till.Refund.objects.all(), number)
    deal = sight.deal_of(row)
    told = till.Told(
        to=ending.payee_of(deal) if deal else "",
        why=DealState(deal.state).label if deal else phrase("Return of goods"),
        by=names_of([row.paid_by]).get(row.paid_by, row.paid_by),
    )
    site = people.Site.objects.get(pk=row.site_id)
    return pdf(till.refund_paper(row, site, told), f"refund-{number}.pdf")


@page(may=sight.READERS, methods=["GET"])
def ending_paper(request: StaffRequest, number: int) -> HttpResponse:
    """Serve the end of a deal as PDF, to who may see its receipts; one that goes on has none."""
    row: Deal = row_or_404(sight.seen_by(request.actor), number=number)
    actor = staff_actor(request.actor)
    if not ending.has_paper(row) or not sight.sees(actor, row, request.at, shares_count=False):
        raise Http404
    return pdf(ending.paper(row), f"deal-{number}.pdf")
