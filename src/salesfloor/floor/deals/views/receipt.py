"""One receipt, and its paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse

from salesfloor.base.capitals import capitals
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.floor.deals import voiding
from salesfloor.floor.deals.views.cashier import TAKES
from salesfloor.floor.deals.views.papers import money_or_404, pdf
from salesfloor.floor.till import api as till
from salesfloor.kernel.people import api as people
from salesfloor.kernel.work.api import subject_page
from salesfloor.web.directory import names_of
from salesfloor.web.pages import filled, give, go, page
from salesfloor.web.templatetags.salesfloor import full_moment, money

if TYPE_CHECKING:
    from salesfloor.web.requests import StaffRequest

Facts = list[tuple[Phrase, object]]


@page(may=TAKES | MANAGERS, methods=["GET"])
def receipt(request: StaffRequest, number: int) -> HttpResponse:
    """Show a receipt, and what can be done about it."""
    row = money_or_404(request, till.Receipt.objects.all(), number)
    names = names_of([row.taken_by])
    facts: Facts = [
        (phrase("Unit or goods"), row.about),
        (phrase("For"), till.Purpose(row.purpose).label),
        (phrase("Amount"), money(row.amount_fen)),
        (phrase("In capitals"), capitals(row.amount_fen)),
        (phrase("Way of paying"), till.Method(row.method).label),
        (phrase("Source of the money"), row.source),
        (phrase("Received from"), row.payer or "—"),
        (phrase("Taken by"), names.get(row.taken_by, row.taken_by)),
        (phrase("Time"), full_moment(row.paid_at)),
        (phrase("Code on the receipt"), row.code),
    ]
    if row.cheque_no:
        facts.append((phrase("Number of the cheque"), row.cheque_no))
    facts += _why_void(row)
    stands = not (row.voided_by or row.counter_of)
    voids = stands and request.actor.post in {Post.FINANCE, Post.MANAGER}
    head = phrase("Receipt {number}", number=number)
    state = till.State.VOID.label if row.voided_by else till.State.VALID.label
    if row.counter_of:
        head, state = phrase("Counter-entry {number}", number=number), phrase("takes back")
    return subject_page(
        request,
        f"receipt:{number}",
        head=head,
        clause="3.4.1.3",
        state=state,
        facts=facts,
        ways=_ways(row),
        back=(phrase("Till"), "deals:cashier"),
        template="deals/receipt.html",
        more={
            "receipt": row,
            "prints": not row.counter_of,
            "voids": voids,
            "why_not": voiding.why_not(row) if voids else None,
            "methods": till.Method.pairs(),
            "shown_at": till.address_of(
                row, people.Site.objects.get(pk=row.site_id), _house(request)
            ),
        },
    )


def _why_void(row: till.Receipt) -> Facts:
    """Return when a receipt was taken back, by whom and why; nothing while it stands."""
    end = till.taken_back(row)
    if end is None:
        return []
    return [
        (phrase("Why it is void"), end.reason or "—"),
        (phrase("Voided by"), names_of([end.by]).get(end.by, end.by)),
        (phrase("Voided at"), full_moment(end.at)),
    ]


def _ways(row: till.Receipt) -> list[tuple[Phrase, str]]:
    """Return where the number leads on: what it takes back or is taken back by, what stands in its place."""
    found = [
        (phrase("Takes back receipt {number}", number=row.counter_of), row.counter_of),
        (phrase("Taken back by no. {number}", number=row.voided_by), row.voided_by),
        (phrase("Written anew as no. {number}", number=row.reissued_as), row.reissued_as),
        (phrase("In place of receipt {number}", number=row.reissue_of), row.reissue_of),
    ]
    return [(words, f"receipt:{number}") for words, number in found if number]


@page(may=TAKES | MANAGERS, methods=["GET"])
def receipt_paper(request: StaffRequest, number: int) -> HttpResponse:
    """Serve a receipt as PDF, marked as often as it was printed before, and when it is void."""
    row = money_or_404(request, till.Receipt.objects.all(), number)
    if row.counter_of:
        raise Http404
    site = people.Site.objects.get(pk=row.site_id)
    taken_by = names_of([row.taken_by]).get(row.taken_by, row.taken_by)
    return pdf(
        till.paper(row, site, taken_by=taken_by, house=_house(request)), f"receipt-{number}.pdf"
    )


def _house(request: StaffRequest) -> str:
    """Return the address at which the house is reached just now."""
    return request.build_absolute_uri("/")


@page(may=frozenset({Post.FINANCE, Post.MANAGER}), methods=["POST"])
def void(request: StaffRequest, number: int) -> HttpResponse:
    """Void a receipt; with another amount, way of paying, source or payer, one is written in its place."""
    given: dict[str, Any] = {"receipt_no": number, **filled(request, "reason")}
    otherwise = filled(request, "amount", "method", "source", "cheque_no", "payer")
    if otherwise or request.POST.get("again") == "yes":
        given["reissue"] = otherwise
    fresh = give(request, "void_receipt", given).answer["reissued_as"]
    if fresh is None:
        return go(request, "deals:receipt", toast=phrase("The receipt is void."), number=number)
    words = phrase("Receipt {number} is void; this one stands in its place.", number=number)
    return go(request, "deals:receipt", toast=words, number=fresh)
