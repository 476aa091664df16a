"""What can be given by each command of the shifts on a furnished service area, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any


def samples(area: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command."""
    p, tomorrow = area.prefix, (area.day + timedelta(days=1)).isoformat()
    return {
        "shift_kind": {"shift": "late", "name": "Late", "starts": "14:00", "ends": "22:00"},
        "roster": {"on": tomorrow, "shift": "day", "who": [f"{p}b"]},
        "arrive": {"uniform": True},
        "hand_over_shift": {"notes": "All quiet."},
        "take_over_shift": {"handover": 2, "items": ["log:1"]},
        "end_shift": {},
        "log": {"text": "A lorry blocks the exit."},
        "acknowledge_log": {"log_no": 1},
    }
