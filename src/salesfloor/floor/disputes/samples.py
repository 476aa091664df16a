"""What can be given by each command about disputes on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample
from salesfloor.floor.customers.samples import PHONE


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command; a helper disputes the receiver's customer in case 1."""
    p = floor.prefix
    halves = {f"{p}a": 0.5, f"{p}g": 0.5}
    return {
        "dispute": Sample({"phone": PHONE, "against": f"{p}a"}, by="helper"),
        "agree_share": Sample({"case": 1, "shares": halves}, by="receiver helper"),
        "decide": Sample({"case": 1, "shares": halves, "reason": "both worked"}),
        "withdraw_dispute": Sample({"case": 1, "reason": "settled otherwise"}, by="helper"),
    }
