"""Void receipts, payments and money paid back: 3.4.1.3, 3.4.2.4, 7.2.3."""

from __future__ import annotations

from salesfloor.base.money import yuan
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause


@clause("input")
def may_void(
    *, is_counter_entry: bool, is_void: bool, came_over: bool, is_paid_back: bool
) -> Phrase | None:
    """Refuse to void what is void, a counter-entry, or money that went on."""
    if is_counter_entry:
        return phrase("That number is a counter-entry; it stands.")
    if is_void:
        return phrase("This receipt is void already.")
    if came_over:
        return phrase("This money came over from another unit; the receipt stands.")
    if is_paid_back:
        return phrase("The money of this receipt is paid back; the receipt stands.")
    return None


@clause("3.4.2.4")
def may_void_under(*, bears_signature: bool) -> Phrase | None:
    """Keep the deposit under an agreement that somebody has signed."""
    if bears_signature:
        return phrase(
            "The agreement on this deposit bears a signature. Withdraw the agreement first."
        )
    return None


@clause("input")
def may_pay_back(amount_fen: int, *, left: int) -> Phrase | None:
    """Refuse to pay back more than is due."""
    if amount_fen > left:
        return phrase("At most {left} yuan are to be paid back here.", left=yuan(max(left, 0)))
    return None
