"""What can be given by each command of the module on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from typing import Any, Final

from salesfloor.base.modules import Sample

PHONE: Final = "13800138000"


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command."""
    del floor
    managers = "general_manager director manager"
    return {
        "note_particulars": Sample(
            {"phone": PHONE, "family": "Two children"}, by=f"receiver helper {managers}"
        ),
        "note_need": Sample({"phone": PHONE, "rooms": [3]}, by=f"receiver helper {managers}"),
        "mark_interest": Sample(
            {"phone": PHONE, "tag": "daylight", "weight": 2}, by="receiver helper"
        ),
        "keep_customer_card": Sample({"phone": PHONE, "photos": ["a" * 64]}, by="receiver helper"),
        "regrade": Sample(
            {"phone": PHONE, "grade": "A", "reason": "asked for the plan"},
            by=f"receiver lead {managers}",
        ),
    }
