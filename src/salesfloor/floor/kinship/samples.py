"""What can be given by each command of the module on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample
from salesfloor.floor.customers.samples import NOBODYS, PHONE, SECOND


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command; the receiver said it of two phones, of two others it stands."""
    del floor
    said = {"phone": PHONE, "other": NOBODYS, "reason": "one person"}
    return {
        "same_customer": Sample(said),
        "confirm_same": Sample({"request": 2, "same": True, "reason": "seen the papers"}),
        "separate": Sample({"phone": PHONE, "other": SECOND, "reason": "two people"}),
    }
