"""What can be given by each command of the module on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from typing import Any, Final

from salesfloor.base.modules import Sample

PHONE: Final = "13800138000"


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command; promise 1 waits for a manager, 2 was given."""
    del floor
    managers = "general_manager director manager"
    return {
        "promise": Sample(
            {"phone": PHONE, "kind": "discount", "value": 1, "what": "paid at once"},
            by=f"receiver helper lead {managers}",
        ),
        "approve": Sample({"promise": 1}, by=managers),
        "turn_down": Sample({"promise": 1, "reason": "not this month"}, by=managers),
        "keep_promise": Sample({"promise": 2, "how": "handed over"}, by=f"receiver {managers}"),
        "term": Sample({"code": "delay", "text": "Handed over by the end of June."}, by=managers),
        "withdraw_term": Sample({"code": "parking", "text": "sold out"}, by=managers),
    }
