"""What can be given by each command about leave on a furnished floor, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from salesfloor.base.modules import Sample

_ABOVE: Final = "general_manager director manager lead"
_ALL: Final = f"{_ABOVE} receiver colleague desk finance admin quality"


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command; leave 1 is asked for by a salesperson of the lead's team."""
    tomorrow = (floor.day + timedelta(days=1)).isoformat()
    asked = {"kind": "rest", "from": tomorrow, "until": tomorrow}
    return {
        "site_day": Sample({"on": tomorrow, "open": False, "reason": "repairs"}),
        "leave": Sample(asked, by=_ALL),
        "grant_leave": Sample({"leave": 1}, by=_ABOVE),
        "refuse_leave": Sample({"leave": 1, "reason": "open day"}, by=_ABOVE),
        "end_leave": Sample({"leave": 1}, by=_ABOVE),
    }
