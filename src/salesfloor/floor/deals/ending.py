"""The paper of a deal that ended before its time: who called it off, what was paid, what goes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import orjson
from django.conf import settings
from django.utils import translation

from salesfloor.base.capitals import capitals
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals import sealing, sums
from salesfloor.floor.deals.choices import Cause, DealState
from salesfloor.floor.till import api as till
from salesfloor.kernel.papers import api as papers
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.web.directory import names_of
from salesfloor.web.language import joined, said
from salesfloor.web.templatetags.salesfloor import full_moment, money

if TYPE_CHECKING:
    from salesfloor.floor.deals.models import Deal

_ACTS: Final = {
    DealState.CANCELLED: "cancel_deal",
    DealState.RELEASED: "release_hold",
}
_TITLES: Final = {
    DealState.CANCELLED: phrase("Cancellation of a deal"),
    DealState.RELEASED: phrase("Release of a unit"),
}


@dataclass(frozen=True, slots=True)
class End:
    """Who ended a deal, on whose wish, and why; the reason is blank once erased."""

    by: str
    cause: Cause | None
    reason: str


def has_paper(deal: Deal) -> bool:
    """Tell whether a deal ended by an act that has a paper."""
    return deal.state in _ACTS


def end_of(deal: Deal) -> End | None:
    """Return what the register says of the end of a deal."""
    act = _ACTS.get(DealState(deal.state))
    lines = registers.Line.objects.filter(
        book__site_id=deal.site_id, book__kind="deals", body__contains=f'"do":"{act}"'
    ).filter(at=deal.ended_at or deal.opened_at)
    for line in lines:
        body: dict[str, Any] = orjson.loads(line.body)
        if body["deal"] == deal.number:
            values = registers.Value.objects.filter(book_id=line.book_id, line_no=line.line_no)
            reason = values.filter(field="reason").values_list("value", flat=True).first()
            return End(line.actor, Cause(body["cause"]) if "cause" in body else None, reason or "")
    return None


def payee_of(deal: Deal) -> str:
    """Return to whom money of a deal goes back: the buyer, else who paid, else the customer."""
    agreement = deal.agreements.order_by("-number").first()
    if agreement is not None:
        return agreement.buyer
    payers = sums.written_for(deal).exclude(payer="").order_by("-number")
    payer = payers.values_list("payer", flat=True).first()
    name = customers.Customer.objects.filter(pk=deal.customer_id).values_list("name", flat=True)
    return payer or name.first() or ""


def paper(deal: Deal) -> bytes:
    """Return the end of a deal as PDF, with lines for three signatures, in the house's language."""
    with translation.override(settings.LANGUAGE_CODE):
        return papers.render(sealing.TEMPLATE, facts_of(deal))


def facts_of(deal: Deal) -> dict[str, Any]:
    """Return what stands in the paper of a deal's end."""
    end = end_of(deal)
    by = names_of([end.by]).get(end.by, end.by) if end else ""
    signers = (phrase("Customer"), phrase("Manager"), phrase("Finance"))
    return {
        "title": said(_TITLES[DealState(deal.state)]),
        "site": people.Site.objects.values_list("name", flat=True).get(pk=deal.site_id),
        "number_label": said(phrase("Deal")),
        "number": f"{deal.number:06}",
        "sections": [
            {"title": said(phrase("Deal")), "rows": _deal(deal, end, by)},
            {"title": said(phrase("Money")), "rows": _money(deal)},
        ],
        "terms_title": "",
        "terms": [],
        "special_title": "",
        "special": "",
        "signed_title": said(phrase("Signatures")),
        "signatures": [[said(one), "", ""] for one in signers],
    }


def _deal(deal: Deal, end: End | None, by: str) -> list[list[str]]:
    agreements = deal.agreements.order_by("number").values_list("number", flat=True)
    rows = [
        (phrase("Customer"), payee_of(deal)),
        (phrase("Unit"), deal.unit),
        (phrase("Price") if deal.price_fen else phrase("List price"), _price(deal)),
        (phrase("Agreement"), joined(f"{one:06}" for one in agreements) or "—"),
    ]
    if end is not None and end.cause is not None:
        rows.append((phrase("Who calls it off"), said(end.cause.label)))
    rows += [
        (phrase("Reason"), (end.reason if end else "") or "—"),
        (phrase("Decided by"), by or "—"),
        (phrase("Time"), full_moment(deal.ended_at)),
    ]
    return _said(rows)


def _price(deal: Deal) -> str:
    return money(deal.price_fen or deal.list_price_fen)


def _money(deal: Deal) -> list[list[str]]:
    receipts = joined(f"{one.number:06}" for one in sums.receipts_of(deal).order_by("number"))
    refunds = till.Refund.objects.filter(site_id=deal.site_id, matter=sums.matter_of(deal))
    paid_back = joined(
        f"{one.number:06} {money(one.amount_fen)}" for one in refunds.order_by("number")
    )
    rows = [
        (phrase("Money received"), f"{money(sums.everything(deal))}  ({receipts or '—'})"),
        (phrase("Forfeited"), money(deal.forfeited_fen)),
        (phrase("Goes back"), money(deal.refund_fen)),
    ]
    if deal.refund_fen:
        rows.append((phrase("In capitals"), f"人民币{capitals(deal.refund_fen)}"))
    rows += [
        (phrase("Paid back"), paid_back or "—"),
        (phrase("To pay back"), money(max(0, sums.to_refund(deal)))),
    ]
    return _said(rows)


def _said(rows: list[tuple[Phrase, str]]) -> list[list[str]]:
    return [[said(label), text] for label, text in rows]
