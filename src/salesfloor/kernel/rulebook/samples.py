"""What can be given by each command of the module on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command."""
    tomorrow = (floor.day + timedelta(days=1)).isoformat()
    coming = (floor.day + timedelta(days=5)).isoformat()
    return {
        "policy": Sample({"name": "call.visit_within_days", "value": 5, "from": tomorrow}),
        "withdraw_policy": Sample({"name": "turn.undo_within_minutes", "from": coming}),
    }
