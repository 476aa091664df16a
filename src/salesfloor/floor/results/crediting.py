"""Giving people credit for deals and sales, and taking it away on the day on which they are undone (4.1.2)."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from salesfloor.floor.results.choices import Measure
from salesfloor.floor.results.models import Credit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    Credits = Mapping[tuple[int, Measure], Decimal]
    """What each person is credited with in each measure."""

NOTHING: Final = Decimal()


def settle(site_id: int, matter: str, wanted: Credits, *, at: datetime) -> None:
    """Let what people are credited with for a matter (`deal:3`) be this from now on.

    Only the difference is written, at this moment: no day gone by changes, and what is taken away is
    taken from those who had it. The caller has locked the matter.
    """
    held: dict[tuple[int, Measure], Decimal] = defaultdict(Decimal)
    serials = set()
    for row in Credit.objects.filter(site_id=site_id, subject__startswith=f"{matter}/"):
        held[row.staff_id, Measure(row.measure)] += row.value
        serials.add(row.subject)
    subject = f"{matter}/{len(serials) + 1}"
    changes = {key: wanted.get(key, NOTHING) - held.get(key, NOTHING) for key in {*wanted, *held}}
    Credit.objects.bulk_create(
        Credit(
            site_id=site_id, staff_id=staff_id, at=at, measure=measure, value=value, subject=subject
        )
        for (staff_id, measure), value in sorted(changes.items())
        if value
    )


def divided(fen: int, shares: Mapping[int, int]) -> dict[int, Decimal]:
    """Divide an amount by shares in hundredths; what rounding leaves over goes to the largest share."""
    parts = {staff_id: fen * share // 100 for staff_id, share in shares.items()}
    if parts and sum(shares.values()) == 100:  # noqa: PLR2004 - all of it
        largest = max(shares, key=lambda staff_id: (shares[staff_id], -staff_id))
        parts[largest] += fen - sum(parts.values())
    return {staff_id: Decimal(part) for staff_id, part in parts.items()}
