"""What receipts are for beside deals, locked in the house's order before the receipt book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.floor.till import api as till

if TYPE_CHECKING:
    from collections.abc import Callable

    Lock = Callable[[int, int], None]

_LOCKS: Final[dict[str, Lock]] = {}


def locks(kind: str) -> Callable[[Lock], Lock]:
    """Let an upper module lock what receipts of a kind of matter (`sale:3`) are for."""

    def keep(lock_matter: Lock) -> Lock:
        _LOCKS[kind] = lock_matter
        return lock_matter

    return keep


def lock(site_id: int, receipt_no: int) -> None:
    """Lock what a receipt is for, where an upper module knows it."""
    matter = till.Receipt.objects.filter(site_id=site_id, number=receipt_no)
    kind, _, number = (matter.values_list("matter", flat=True).first() or "").partition(":")
    if kind in _LOCKS and number.isdecimal():
        _LOCKS[kind](site_id, int(number))
