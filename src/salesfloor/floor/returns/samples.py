"""What can be given by each command of the module on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command; return 1 waits, return 2 is decided."""
    p = floor.prefix
    given = {"goods": f"{p}G1", "qty": 1, "cause": "goods", "condition": "used", "wish": "refund"}
    return {
        "sell": Sample(
            {
                "seller": f"{p}a",
                "items": [{"goods": f"{p}G1", "qty": 1}],
                "method": "cash",
                "source": "own money",
            }
        ),
        "start_return": Sample({**given, "evidence": "it does not light"}),
        "decide_return": Sample({"return": 1, "decision": "refund", "reason": "it is broken"}),
        "settle_return": Sample({"return": 2, "method": "cash", "goods_to": "scrap"}),
    }
