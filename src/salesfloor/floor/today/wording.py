"""What the volumes to hand in are called."""

from __future__ import annotations

from typing import Final

from salesfloor.base.phrases import phrase

REGISTERS: Final = {
    "visit": phrase("Visit register"),
    "call": phrase("Call register"),
    "sign_in": phrase("Sign-in register"),
    "floor": phrase("Floor register"),
    "claims": phrase("Claims register"),
    "follow_up": phrase("Follow-up book"),
    "custody": phrase("Custody register"),
    "conduct": phrase("Conduct register"),
    "people": phrase("People register"),
}
OTHER_REGISTER: Final = phrase("Register")
