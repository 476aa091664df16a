"""What can be given by each command of the module on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from typing import Any, Final

from salesfloor.base.modules import Sample

PHONE: Final = "13800138000"
WHO: Final = "receiver helper"
FIVE: Final = {"rooms": True, "area": True, "orientation": False, "position": True, "price": True}


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command; 3+1 is in front of the customer."""
    del floor
    shown = {"phone": PHONE, "layout": "3+1"}
    return {
        "present": Sample(shown, by=WHO),
        "put_away": Sample({**shown, "reason": "too dear"}, by=WHO),
        "probe": Sample({"phone": PHONE, "about": "layout:3+1", "reaction": "like"}, by=WHO),
        "confirm": Sample({**shown, "meets": FIVE}, by=WHO),
        "react": Sample({**shown, "point": "price", "reaction": "dislike"}, by=WHO),
    }
