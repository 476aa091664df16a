"""What sales over the counter give the seller as a result, and what returns take away again (4.1.2, 9.7.1.3)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from salesfloor.floor.results import api as results

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.floor.returns.models import Return, Sale


def sold(sale: Sale) -> None:
    """Credit the seller with what was paid."""
    wanted = {(sale.seller_id, results.Measure.AMOUNT): Decimal(sale.total_fen)}
    results.settle(sale.site_id, f"sale:{sale.number}", wanted, at=sale.at)


def undone(sale: Sale, at: datetime) -> None:
    """Take away again what a sale gave, on the day on which its receipt became void."""
    results.settle(sale.site_id, f"sale:{sale.number}", {}, at=at)


def came_back(row: Return, paid_back_fen: int, at: datetime) -> None:
    """Lower the seller's result of this day by what was paid back; a difference paid raises it."""
    if row.sale is None or not paid_back_fen:
        return
    wanted = {(row.sale.seller_id, results.Measure.AMOUNT): Decimal(-paid_back_fen)}
    results.settle(row.site_id, f"return:{row.number}", wanted, at=at)
