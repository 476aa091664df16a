"""What can be given by each command of the module on a furnished floor, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command."""
    day = floor.day.isoformat()
    period = {"from": day, "to": day}
    return {
        "what_if": Sample({"policy": {"call.visit_within_days": 3}, **period}),
        "use_preset": Sample({"preset": "long_visit", "from": day}),
    }
