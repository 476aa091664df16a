"""Clauses 3.4.1.3 and 7.2.3 as pure functions: what a receipt needs, how the cash is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from salesfloor.base.capitals import has_capitals
from salesfloor.base.money import yuan
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@clause("3.4.1.3")
def may_write_receipt(
    *, source: str, is_cheque: bool, cheque_no: str, cheque_fen: int | None, amount_fen: int
) -> Phrase | None:
    """Refuse a receipt that does not say where the money is from, or which cheque it is."""
    if not source.strip():
        return phrase("Say where the money comes from: the receipt names its source.")
    if is_cheque and not cheque_no.strip():
        return phrase("A cheque is taken with its number, which stands on the receipt.")
    if cheque_fen is not None and cheque_fen != amount_fen:
        return phrase(
            "The cheque is over {cheque} yuan and the receipt over {amount}. They must be the same.",
            cheque=yuan(cheque_fen),
            amount=yuan(amount_fen),
        )
    return None


@clause("input")
def may_be_over(amount_fen: int) -> Phrase | None:
    """Refuse a receipt over more than is written in capitals."""
    if has_capitals(amount_fen):
        return None
    return phrase("One receipt is over less than a million million yuan. Write several.")


@clause("3.4.1.3")
def may_take_back(*, reason: str) -> Phrase | None:
    """Refuse to void a receipt without a reason."""
    if not reason.strip():
        return phrase("Say why the receipt is void; the reason stands beside its counter-entry.")
    return None


@clause("input")
def may_close(*, lines: int) -> Phrase | None:
    """Refuse a closing of nothing."""
    return None if lines else phrase("Nothing came in or went out since the last closing.")


@clause("7.2.3")
def may_differ(*, differs: bool, reason: str) -> Phrase | None:
    """Refuse a difference that nobody explains."""
    if differs and not reason.strip():
        return phrase("What was counted differs from the books. Say why; both stay on record.")
    return None


def expected(methods: Iterable[str], moved: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return by method what should be in the till: in counts up, back and out counts down."""
    sums = dict.fromkeys(methods, 0)
    for method, fen in moved:
        sums[method] += fen
    return sums


def difference(counted: Mapping[Any, int], expected_fen: Mapping[str, int]) -> dict[str, int]:
    """Return by method what was counted beyond what was expected; what was not counted is nothing."""
    return {method: counted.get(method, 0) - fen for method, fen in expected_fen.items()}
