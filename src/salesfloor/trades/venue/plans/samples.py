"""What can be given by each command about plans on a furnished service area, for tests."""

from __future__ import annotations

from typing import Any, Final

from salesfloor.base.modules import Sample

_DOERS: Final = "manager lead going coming leaving late"


def samples(area: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command; item 1 is open."""
    return {
        "day_plan": Sample({"on": area.day.isoformat(), "items": ["Order salt."]}, by=_DOERS),
        "plan_done": Sample({"item": 1}, by=_DOERS),
    }
