"""The sealed agreement: its paper is set once, kept as bytes, and known by its hash."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.utils import translation

from salesfloor.base.capitals import capitals
from salesfloor.base.china_time import local
from salesfloor.base.identity_numbers import IdType
from salesfloor.base.phrases import phrase
from salesfloor.floor.deals.choices import Party, WayOfPaying
from salesfloor.floor.deals.models import SealedPaper
from salesfloor.kernel.papers import api as papers
from salesfloor.kernel.people import api as people
from salesfloor.web.language import said
from salesfloor.web.templatetags.salesfloor import money

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.floor.deals.models import Agreement, Deal

TEMPLATE: Final = Path(__file__).resolve().parent / "agreement.typ"


def seal(agreement: Agreement, deal: Deal, *, at: datetime, keeper_id: int) -> str:
    """Keep the paper of an agreement that bears its last signature; return its hash."""
    agreement.sealed_at, agreement.holder_id = at, keeper_id
    agreement.save(update_fields=["sealed_at", "holder_id"])
    content = paper(agreement, deal)
    sha256 = hashlib.sha256(content).hexdigest()
    SealedPaper.objects.create(agreement=agreement, sha256=sha256, content=content)
    return sha256


def paper(agreement: Agreement, deal: Deal) -> bytes:
    """Return an agreement as PDF, with the signatures that it bears, in the house's language whoever asks."""
    with translation.override(settings.LANGUAGE_CODE):
        return papers.render(TEMPLATE, facts_of(agreement, deal))


def facts_of(agreement: Agreement, deal: Deal) -> dict[str, Any]:
    """Return what stands in the agreement."""
    site = people.Site.objects.get(pk=agreement.site_id)
    return {
        "title": said(phrase("Subscription agreement")),
        "site": site.name,
        "number_label": said(phrase("No.")),
        "number": f"{agreement.number:06}",
        "sections": [
            {"title": said(phrase("Buyer")), "rows": _buyers(agreement)},
            {"title": said(phrase("Unit and price")), "rows": _price(agreement)},
        ],
        "terms_title": said(phrase("Terms")),
        "terms": [*agreement.terms.values()],
        "special_title": said(phrase("Special wording")),
        "special": agreement.special,
        "signed_title": said(phrase("Signatures")),
        "signatures": _signatures(agreement),
        "deal": str(deal.number),
    }


def _buyers(agreement: Agreement) -> list[list[str]]:
    kind = IdType(agreement.id_type).label if agreement.id_type else phrase("Identity number")
    rows = [(phrase("Name"), agreement.buyer), (kind, agreement.id_no)]
    for one in agreement.co_buyers:
        rows += [(phrase("Other buyer"), one["name"]), (phrase("Identity number"), one["id_no"])]
    return [[said(label), text] for label, text in rows]


def _price(agreement: Agreement) -> list[list[str]]:
    balance = agreement.price_fen - agreement.deposit_fen
    rows = [
        (phrase("Unit"), agreement.unit),
        (phrase("List price"), money(agreement.list_price_fen)),
        (phrase("Price"), money(agreement.price_fen)),
        (phrase("In capitals"), f"人民币{capitals(agreement.price_fen)}"),
        (phrase("Deposit paid"), money(agreement.deposit_fen)),
        (phrase("Balance"), money(balance)),
        (phrase("How it is paid"), said(WayOfPaying(agreement.payment).label)),
    ]
    if agreement.discount:
        rows.insert(2, (phrase("Discount in per cent"), f"{agreement.discount.normalize():f}"))
    return [[said(label), text] for label, text in rows]


def _signatures(agreement: Agreement) -> list[list[str]]:
    standing = {one.party: one for one in agreement.signatures.filter(void_at=None)}
    ids = [one.staff_id for one in standing.values() if one.staff_id]
    names = dict(people.Staff.objects.filter(pk__in=ids).values_list("pk", "name"))
    rows = []
    for party in Party:
        one = standing.get(party)
        who = (
            agreement.buyer
            if party is Party.BUYER
            else names.get(one.staff_id or 0, "")
            if one
            else ""
        )
        when = f"{local(one.at):%Y-%m-%d %H:%M}" if one else ""
        rows.append([said(party.label), who if one else "", when])
    return rows
