"""Advances step by step: 7.2.3 as pure functions."""

from __future__ import annotations

from salesfloor.base.money import yuan
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause
from salesfloor.kernel.advances.choices import Status

_COMES_FIRST = {
    Status.REQUESTED: phrase("This advance is asked for and not decided yet."),
    Status.APPROVED: phrase("This advance is approved and not paid out yet."),
    Status.REFUSED: phrase("This advance is not approved."),
    Status.PAID: phrase("This advance is paid out and to be settled."),
    Status.SETTLED: phrase("This advance is settled."),
}


@clause("7.2.3")
def may_ask(*, overdue: int | None) -> Phrase | None:
    """Refuse another advance while one is not settled in time."""
    if overdue is None:
        return None
    return phrase("Advance {number} is not settled in time. Settle it first.", number=overdue)


@clause("7.2.3")
def may_decide(*, is_own: bool) -> Phrase | None:
    """Let somebody else decide than who asked."""
    return phrase("Nobody approves their own advance.") if is_own else None


@clause("7.2.3")
def may_come_next(status: str, *, wanted: Status) -> Phrase | None:
    """Keep the order: asked for, approved, paid, settled."""
    return None if status == wanted else _COMES_FIRST[Status(status)]


@clause("7.2.3")
def may_settle(*, amount_fen: int, vouchers_fen: int, returned_fen: int) -> Phrase | None:
    """Settle to the fen: vouchers and what is returned are the advance."""
    if vouchers_fen + returned_fen == amount_fen:
        return None
    return phrase(
        "Vouchers of {vouchers} and {returned} yuan returned do not make {amount} yuan.",
        vouchers=yuan(vouchers_fen),
        returned=yuan(returned_fen),
        amount=yuan(amount_fen),
    )
