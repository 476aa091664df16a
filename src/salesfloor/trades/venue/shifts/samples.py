"""What can be given by each command of the shifts on a furnished service area, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from salesfloor.base.modules import Sample


def samples(area: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command."""
    p, tomorrow = area.prefix, (area.day + timedelta(days=1)).isoformat()
    return {
        "shift_kind": Sample(
            {"shift": "late", "name": "Late", "starts": "14:00", "ends": "22:00"},
            by="manager admin",
        ),
        "roster": Sample({"on": tomorrow, "shift": "day", "who": [f"{p}b"]}, by="manager lead"),
        "arrive": Sample({"uniform": True}, by="late"),
        "hand_over_shift": Sample({"notes": "All quiet."}, by="going coming"),
        "take_over_shift": Sample(
            {"handover": 2, "items": ["finding:1", "log:1"]}, by="manager lead coming"
        ),
        "end_shift": Sample({}, by="leaving"),
        "log": Sample(
            {"text": "A lorry blocks the exit."}, by="manager lead going coming leaving late"
        ),
        "acknowledge_log": Sample({"log_no": 1}, by="general_manager director manager"),
    }
