"""What can be given by each command about leaving on a furnished floor, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample
from salesfloor.floor.customers.samples import PHONE


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command: the receiver's customer goes to a colleague."""
    p = floor.prefix
    given = {"who": f"{p}a", "phones": [PHONE], "to": f"{p}b", "reason": "leaves soon"}
    return {"hand_over_customers": Sample(given)}
