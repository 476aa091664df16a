"""What can be given by each command of the module on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from salesfloor.base.modules import Sample

PHONE: Final = "13800138000"
BUYER: Final = "13500135000"


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command.

    The floor has deals on D2 (paid in full, by the receiver's customer), D3 (in part), D4 (by a customer
    whom nobody follows) and D5 (released, to be paid back); D6 is for sale, and somebody wants D2.
    """
    p, until = floor.prefix, (floor.day + timedelta(days=3)).isoformat()
    return {
        "designate": Sample({"who": f"{p}c", "until": until}),
        "end_designation": Sample({"who": f"{p}a"}),
        "deposit": Sample(
            {
                "phone": PHONE,
                "unit": f"{p}D6",
                "amount": "20000",
                "due": "50000",
                "method": "cash",
                "source": "savings",
            },
            by="manager finance receiver",
        ),
        "extend_hold": Sample({"unit": f"{p}D3", "reason": "the bank is closed"}),
        "release_hold": Sample({"unit": f"{p}D3", "reason": "bought elsewhere"}),
        "change_unit": Sample({"unit": f"{p}D3", "to": f"{p}D6", "reason": "a higher storey"}),
        "void_receipt": Sample({"receipt_no": 1, "reason": "wrong amount"}),
        "refund": Sample({"phone": BUYER, "unit": f"{p}D5", "amount": "100", "method": "cash"}),
        "give_credit": Sample(
            {"unit": f"{p}D4", "shares": {f"{p}a": 0.5, f"{p}c": 0.5}, "reason": "both"}
        ),
        "want_unit": Sample(
            {"phone": PHONE, "unit": f"{p}D3"},
            by="general_manager director manager receiver desk",
        ),
        "stop_wanting": Sample(
            {"phone": PHONE, "unit": f"{p}D2"},
            by="general_manager director manager receiver desk",
        ),
    }
