"""What can be given by each command of the module on a furnished site, and by whom, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from salesfloor.base.modules import Sample

PHOTO = "a" * 64


def samples(area: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command: finding 1 is a general hazard that is not reported yet."""
    p = area.prefix
    hazard = {"place": f"{p}WC", "grade": "general", "text": "A loose wire", "photos": [PHOTO]}
    plan = {"measures": "New wiring", "responsible": "Li", "money": "2000", "emergency": "Off"}
    until = (area.now + timedelta(days=2)).isoformat()
    return {
        "hazard": Sample({**hazard, "action": "Switched off"}),
        "plan_fix": Sample({"finding": 1, **plan, "until": until}),
        "report_hazard": Sample({"finding": 1, "to": f"{p}manager", "how": "call"}),
    }
