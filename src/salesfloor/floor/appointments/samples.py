"""What can be given by each command of the module on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from salesfloor.base.modules import Sample

PHONE: Final = "13800138000"
TIED: Final = "receiver helper desk general_manager director manager"


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command."""
    tomorrow = (floor.now + timedelta(days=1)).isoformat()
    return {
        "open_calendar_feed": Sample({}),
        "close_calendar_feed": Sample({}),
        "appoint": Sample({"phone": PHONE, "time": tomorrow}, by=TIED),
        "move_appointment": Sample(
            {"appointment": 1, "time": tomorrow, "reason": "asked for it"}, by=TIED
        ),
        "cancel_appointment": Sample({"appointment": 1, "reason": "asked for it"}, by=TIED),
    }
