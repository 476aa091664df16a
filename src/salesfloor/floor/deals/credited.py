"""What a sealed deal gives its people as results, as long as it stands (4.1.2)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from salesfloor.floor.deals.choices import DealState
from salesfloor.floor.deals.sums import matter_of
from salesfloor.floor.results import api as results
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.floor.deals.models import Deal

STANDS: Final = frozenset({DealState.OPEN, DealState.DONE})
HUNDRED: Final = Decimal(100)


def settle(deal: Deal, at: datetime) -> None:
    """Bring people's results in line with a locked deal: sealed, opened anew, called off, shared anew."""
    wanted: dict[tuple[int, results.Measure], Decimal] = {}
    if deal.sealed_at is not None and deal.state in STANDS:
        rows = people.Staff.objects.filter(code__in=list(deal.shares))
        shares = {pk: deal.shares[code] for pk, code in rows.values_list("pk", "code")}
        for staff_id, part in shares.items():
            wanted[staff_id, results.Measure.DEALS] = Decimal(part) / HUNDRED
        for staff_id, fen in results.divided(deal.price_fen or 0, shares).items():
            wanted[staff_id, results.Measure.AMOUNT] = fen
    results.settle(deal.site_id, matter_of(deal), wanted, at=at)
