"""What can be given by each command about tasks on a furnished floor, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command; task 1 is the receiver's to do, task 2 the lead's to accept."""
    p, tomorrow = floor.prefix, (floor.day + timedelta(days=1)).isoformat()
    return {
        "assign": Sample(
            {"to": f"{p}a", "what": "Order name cards.", "due": tomorrow},
            by="general_manager director manager lead admin receiver",
        ),
        "finish_task": Sample({"task": 1, "note": "Done."}, by="receiver"),
        "accept_task": Sample({"task": 2, "passed": True}, by="lead"),
    }
