"""The closed words of advances, each with its label."""

from __future__ import annotations

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class Status(Choice):
    """How far an advance has come; no step is left out."""

    REQUESTED = "requested", phrase("asked for")
    APPROVED = "approved", phrase("approved")
    REFUSED = "refused", phrase("not approved")
    PAID = "paid", phrase("paid out")
    SETTLED = "settled", phrase("settled")


class PaidBy(Choice):
    """How an advance is paid out."""

    CASH = "cash", phrase("Cash")
    CARD = "card", phrase("Card")
    TRANSFER = "transfer", phrase("Bank transfer")
    CHEQUE = "cheque", phrase("Cheque")
