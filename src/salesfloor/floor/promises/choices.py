"""The closed words of promises, each with its label."""

from __future__ import annotations

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class PromiseKind(Choice):
    """What is promised."""

    DISCOUNT = "discount", phrase("Discount in per cent")
    GIFT = "gift", phrase("Gift in yuan")
    TERM = "term", phrase("Term")
    OTHER = "other", phrase("Other")


class PromiseStatus(Choice):
    """Where a promise stands."""

    GIVEN = "given", phrase("Given")
    WAITING = "waiting", phrase("Waits for approval")
    APPROVED = "approved", phrase("Approved")
    TURNED_DOWN = "turned_down", phrase("Turned down")
    KEPT = "kept", phrase("Kept")
    VOID = "void", phrase("Void: the deal is called off")
