"""The lines about deals in the registers that no command declares as its own."""

from __future__ import annotations

from typing import Final

from salesfloor.base import lines
from salesfloor.base.phrases import phrase

HOLD: Final = lines.line(
    "hold",
    "deals",
    phrase("Deal {deal}: unit {unit} is held; {paid} of {due} yuan paid"),
    facts={"deal": int, "unit": str, "paid": str, "due": str},
)
"""The first payment of a deal."""
DEPOSIT_FULL: Final = lines.line(
    "deposit_full",
    "deals",
    phrase("Deal {deal}: the deposit for unit {unit} is complete, {paid} yuan"),
    facts={"deal": int, "unit": str, "paid": str},
)
HOLD_OVERDUE: Final = lines.line(
    "hold_overdue",
    "deals",
    phrase("Deal {deal}: {paid} of {due} yuan paid for unit {unit} when the time was over"),
    facts={"deal": int, "unit": str, "paid": str, "due": str},
)
HOLD_VOID: Final = lines.line(
    "hold_void",
    "deals",
    phrase("Deal {deal}: all money is void, unit {unit} is free"),
    facts={"deal": int, "unit": str},
)
"""The end of a deal by which nothing is left of its money."""
