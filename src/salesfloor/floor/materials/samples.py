"""What can be given by each command of the module on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from typing import Any, Final

from salesfloor.base.modules import Sample

PHONE: Final = "13800138000"


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command; `plan` is published, link 1 was handed out by the receiver."""
    del floor
    managers = "general_manager director manager"
    return {
        "publish_material": Sample({"code": "flyer", "title": "Flyer", "source": "the printer"}),
        "withdraw_material": Sample({"code": "plan", "reason": "a new edition"}),
        "hand_out": Sample(
            {"phone": PHONE, "items": ["plan"], "how": "link"}, by="receiver helper"
        ),
        "revoke_link": Sample({"link": 1, "reason": "sent twice"}, by=f"receiver {managers}"),
        "open_link": Sample({"link": 1, "visitor": "somebody"}),
    }
