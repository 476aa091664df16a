"""What can be given by each command about advances on a furnished floor, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command; of the lead's advances 1 is asked for, 2 approved, 3 paid."""
    del floor
    voucher = {"what": "tea", "amount": "80"}
    return {
        "request_advance": Sample({"amount": "300", "purpose": "flowers for the opening"}),
        "approve_advance": Sample({"advance": 1, "granted": True}),
        "pay_advance": Sample({"advance": 2, "method": "cash"}),
        "settle_advance": Sample({"advance": 3, "vouchers": [voucher], "returned": "20"}),
    }
