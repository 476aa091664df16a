"""Deals in each state on a busy floor."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from tests.floor_builder import Floor

BUYER: Final = "13500135000"
NOBODYS: Final = "13400134000"
IDENTITY: Final = "110101199003074178"


def furnish_deals(floor: Floor, *, wanted_by: str) -> None:
    """Hold units for customers: in full, in part, without an owner, released and to be paid back."""
    p = floor.prefix
    flat = {"layout": "3+1", "area": "89.5", "price": "1000000"}
    for code in ("D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "DA"):
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
    _agree(floor, paid)
    for number in (1, 2, 3):
        floor.give("request_advance", by="lead", at=floor.now, amount="100", purpose="tea")
        if number > 1:
            floor.give("approve_advance", by="manager", at=floor.now, advance=number, granted=True)
    floor.give("pay_advance", by="finance", at=floor.now, advance=3, method="cash")


def _agree(floor: Floor, paid: dict[str, Any]) -> None:
    """Write agreements: 1 with wording that waits, 2 to be signed, 3 sealed, 4 under contract with a loan."""
    p, now = floor.prefix, floor.now
    papers = ["Income", "Marriage"]
    floor.give("bank", by="admin", at=now, code="river", name="Bank of the River", papers=papers)
    for code in ("D7", "D8", "D9", "DA"):
        floor.give("deposit", by="finance", phone=BUYER, unit=p + code, amount="50000", **paid)
    words: dict[str, Any] = {"phone": BUYER, "discount": 0, "terms": [], "at": now}
    named = {"buyer": "Buyer", "id_no": IDENTITY}
    floor.give("prepare_agreement", by="a", unit=f"{p}D7", special="a bench", **named, **words)
    floor.give("prepare_agreement", by="a", unit=f"{p}D8", **words)
    for number, code in ((3, "D9"), (4, "DA")):
        floor.give("prepare_agreement", by="a", unit=p + code, payment="loan", **words)
        floor.give("sign_agreement", by="a", at=now, agreement=number, signer="buyer")
        for who in ("a", "manager"):
            floor.give("sign_agreement", by=who, at=now, agreement=number)
    floor.give("finish_stage", by="a", at=now, unit=f"{p}DA", stage="contract")
    floor.give("open_loan", by="a", at=now, unit=f"{p}DA", bank="river", amount="500000")
    for paper in papers:
        floor.give("hand_in_paper", by="a", at=now, unit=f"{p}DA", paper=paper)
