"""The lines of both books that no closing covers yet, and what they let one expect in the till (7.2.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from salesfloor.floor.till import rules
from salesfloor.floor.till.choices import Method
from salesfloor.floor.till.models import Closing, Count, Receipt, Refund

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class OpenLines:
    """Receipts and refunds since the last closing, and up to which numbers a closing covers them."""

    receipts: tuple[Receipt, ...]
    refunds: tuple[Refund, ...]
    receipts_to: int
    refunds_to: int

    def __len__(self) -> int:
        """Return how many lines are open."""
        return len(self.receipts) + len(self.refunds)

    def expected(self) -> dict[str, int]:
        """Return by way of paying what should be in the till, in fen."""
        return rules.expected(list(Method), self._moved())

    def _moved(self) -> Iterator[tuple[str, int]]:
        for one in self.receipts:
            yield one.method, -one.amount_fen if one.counter_of else one.amount_fen
        for out in self.refunds:
            yield out.method, -out.amount_fen


def open_lines(site_id: int) -> OpenLines:
    """Return the lines of a site that no closing covers yet, by number."""
    last = Closing.objects.filter(site_id=site_id).order_by("-number").first()
    receipts_to, refunds_to = (last.receipts_to, last.refunds_to) if last else (0, 0)
    receipts = Receipt.objects.filter(site_id=site_id, number__gt=receipts_to).order_by("number")
    refunds = Refund.objects.filter(site_id=site_id, number__gt=refunds_to).order_by("number")
    came, went = tuple(receipts), tuple(refunds)
    return OpenLines(
        receipts=came,
        refunds=went,
        receipts_to=came[-1].number if came else receipts_to,
        refunds_to=went[-1].number if went else refunds_to,
    )


def counted_last(site_id: int, lines: OpenLines) -> Count | None:
    """Return the latest count of just these lines; None where something moved since, or nothing is open."""
    rows = Count.objects.filter(
        site_id=site_id, receipts_to=lines.receipts_to, refunds_to=lines.refunds_to
    )
    return rows.order_by("-at", "-pk").first() if len(lines) else None
