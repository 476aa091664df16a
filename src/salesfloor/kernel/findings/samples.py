"""What can be given by each command of the module on a furnished site, and by whom, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from salesfloor.base.modules import Sample

PHOTO = "a" * 64


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command: finding 1 is open, finding 2 was fixed by the lead."""
    until = (floor.now + timedelta(hours=30)).isoformat()
    return {
        "extend_finding": Sample({"finding": 1, "until": until, "reason": "parts"}),
        "find": Sample({"kind": "internal", "subject": floor.code, "grade": "a", "text": "Mould"}),
        "fix": Sample({"finding": 1, "note": "dusted", "photos": [PHOTO]}),
        "recheck": Sample(
            {"finding": 2, "passed": True},
            by="general_manager director manager receiver colleague",
        ),
        "reply_finding": Sample({"finding": 1, "text": "Will do", "said_by": "Li"}),
    }
