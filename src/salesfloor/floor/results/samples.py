"""What can be given by each command about results on a furnished floor, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command; application A-2 of the receiver is incomplete."""
    today = floor.day.isoformat()
    counted = {"who": f"{floor.prefix}a", "on": today, "checks": 3}
    return {
        "count_results": Sample(counted),
        "enter_application": Sample(
            {"no": "A-1", "complete": True, "who": f"{floor.prefix}a"},
            by="receiver lead desk admin",
        ),
        "complete_application": Sample({"no": "A-2"}, by="receiver lead desk admin"),
        "withdraw_application": Sample(
            {"no": "A-2", "reason": "asked to"}, by="receiver lead desk admin"
        ),
    }
