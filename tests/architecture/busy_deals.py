"""Deals in each state on a busy floor."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from tests.floor_builder import Floor

BUYER: Final = "13500135000"
NOBODYS: Final = "13400134000"


def furnish_deals(floor: Floor, *, wanted_by: str) -> None:
    """Hold units for customers: in full, in part, without an owner, released and to be paid back."""
    p = floor.prefix
    flat = {"layout": "3+1", "area": "89.5", "price": "1000000"}
    for code in ("D2", "D3", "D4", "D5", "D6"):
        floor.give("unit", at=floor.now, code=p + code, **flat)
    until = (floor.day + timedelta(days=2)).isoformat()
    floor.give("designate", by="manager", at=floor.now, who=f"{p}a", until=until)
    floor.give("refer", by="a", at=floor.now, referrer=wanted_by, phone=BUYER, name="Buyer")
    paid: dict[str, Any] = {"due": "50000", "method": "cash", "source": "savings", "at": floor.now}
    floor.give("deposit", by="finance", phone=BUYER, unit=f"{p}D2", amount="50000", **paid)
    floor.give("deposit", by="finance", phone=BUYER, unit=f"{p}D3", amount="10000", **paid)
    floor.give("deposit", by="finance", phone=NOBODYS, unit=f"{p}D4", amount="50000", **paid)
    floor.give("deposit", by="finance", phone=BUYER, unit=f"{p}D5", amount="20000", **paid)
    floor.give("release_hold", by="manager", at=floor.now, unit=f"{p}D5", reason="gave up")
    floor.give("want_unit", by="a", at=floor.now, phone=wanted_by, unit=f"{p}D2")
