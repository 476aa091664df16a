"""A receipt or a refund on paper: one A4 sheet with the customer's half and the house's half."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from salesfloor.base.capitals import capitals
from salesfloor.base.china_time import local
from salesfloor.base.phrases import phrase
from salesfloor.floor.till.choices import Method, Purpose
from salesfloor.kernel.papers import api as papers
from salesfloor.kernel.registers import api as registers
from salesfloor.web.language import said

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.phrases import Phrase
    from salesfloor.floor.till.models import Receipt, Refund
    from salesfloor.kernel.people import api as people

TEMPLATE: Final = Path(__file__).resolve().parent / "receipt.typ"


def paper(receipt: Receipt, site: people.Site, *, taken_by: str, house: str = "") -> bytes:
    """Return a receipt as PDF; from the second print on it says so, and a void one says that.

    It is in the house's language, whoever prints it; `house` is the address at which the house is
    reached just now, for one without a public address.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return papers.render(TEMPLATE, facts_of(receipt, site, taken_by=taken_by, house=house))


def address_of(receipt: Receipt, site: people.Site, house: str = "") -> str:
    """Return where anybody can check the receipt."""
    given = {"site": site.code, "number": receipt.number, "code": receipt.code}
    return f"{settings.ADDRESS or house.rstrip('/')}{reverse('till:check', kwargs=given)}"


def facts_of(
    receipt: Receipt, site: people.Site, *, taken_by: str, house: str = ""
) -> dict[str, Any]:
    """Return what stands on the paper: nothing of phone or identity."""
    cheque = phrase("{method}, no. {number}", method=Method.CHEQUE.label, number=receipt.cheque_no)
    method = cheque if receipt.cheque_no else Method(receipt.method).label
    rows = (
        (phrase("Received from"), receipt.payer or "—"),
        (phrase("For"), said(Purpose(receipt.purpose).label)),
        (phrase("Unit or goods"), receipt.about),
        (phrase("Way of paying"), said(method)),
        (phrase("Source of the money"), receipt.source),
        (phrase("Taken by"), taken_by),
    )
    marks = []
    if receipt.prints > 1:
        marks.append(said(phrase("Reprint {count}", count=receipt.prints)))
    if receipt.voided_by:
        marks.append(said(phrase("Void")))
    return {
        **_slip(phrase("Receipt"), receipt, site, receipt.paid_at),
        "rows": [[said(label), text] for label, text in rows],
        "code": receipt.code,
        "anchor": receipt.anchor.rpartition(":")[0],
        "qr": papers.qr(address_of(receipt, site, house)),
        "halves": [said(phrase("For the payer")), said(phrase("For the house"))],
        "marks": marks,
    }


def _slip(title: Phrase, row: Receipt | Refund, site: people.Site, at: datetime) -> dict[str, Any]:
    """Return what every slip of the till says: its number and day, and the sum in figures and capitals."""
    return {
        "title": said(title),
        "site": site.name,
        "number": f"{row.number:06}",
        "number_label": said(phrase("No.")),
        "day": f"{local(at):%Y-%m-%d}",
        "day_label": said(phrase("Date")),
        "figures_label": said(phrase("Amount")),
        "figures": f"¥{row.amount_fen // 100:,}.{row.amount_fen % 100:02}",
        "capitals_label": said(phrase("In capitals")),
        "capitals": f"人民币{capitals(row.amount_fen)}",
        "seal": said(phrase("Seal of the house")),
    }


@dataclass(frozen=True, slots=True)
class Told:
    """What a refund's paper says beside its line: to whom, for what, by whom it was paid."""

    to: str
    why: Phrase
    by: str


def refund_paper(refund: Refund, site: people.Site, told: Told) -> bytes:
    """Return money paid back as PDF, in the house's language, with a line for who receives it to sign."""
    with translation.override(settings.LANGUAGE_CODE):
        return papers.render(TEMPLATE, _facts_of_refund(refund, site, told))


def _facts_of_refund(refund: Refund, site: people.Site, told: Told) -> dict[str, Any]:
    line = registers.line_numbered(refund.site_id, "refund", refund.number)
    rows = (
        (phrase("Paid to"), told.to or "—"),
        (phrase("For"), said(told.why)),
        (phrase("Unit or goods"), refund.about),
        (phrase("Way of paying"), said(Method(refund.method).label)),
        (phrase("Reference"), refund.reference or "—"),
        (phrase("Paid by"), told.by),
    )
    return {
        **_slip(phrase("Refund"), refund, site, refund.paid_at),
        "rows": [[said(label), text] for label, text in rows],
        "code": "",
        "anchor": f"{line.book.name}:{line.line_no}",
        "qr": "",
        "signature": said(phrase("Received, signature")),
        "seal": said(phrase("Seal of who pays")),
        "halves": [said(phrase("For who receives the money")), said(phrase("For the house"))],
        "marks": [],
    }
