"""What is open at a service area at any moment: what one shift leaves to the next (2.4.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.kernel.assets import api as assets
from salesfloor.kernel.findings import api as findings
from salesfloor.trades.venue.shifts.models import LogEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


def _unacknowledged(site_id: int) -> Iterable[int]:
    entries = LogEntry.objects.filter(site_id=site_id, is_serious=True, acknowledged_at=None)
    return entries.values_list("number", flat=True)


_OPEN: Final[Mapping[str, Callable[[int], Iterable[int]]]] = {
    "finding": findings.open_numbers,
    "log": _unacknowledged,
    "work_order": assets.open_numbers,
}
"""Kind of item -> the numbers of those that are open at a site."""


def open_items(site_id: int) -> list[str]:
    """Return the open items as `finding:3`, sorted by kind, then number."""
    return [f"{kind}:{number}" for kind in sorted(_OPEN) for number in sorted(_OPEN[kind](site_id))]
