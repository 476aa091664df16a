"""What can be given by each command about exports on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command; the lead's export 1 waits, the receiver's 2 is ready."""
    del floor
    asked = {"what": "customers", "phones": "masked", "reason": "to plan the week"}
    granted = {"export": 1, "granted": True, "reason": "for the campaign"}
    return {
        "request_export": Sample(
            asked, by="general_manager director manager lead receiver colleague"
        ),
        "approve_export": Sample(granted),
        "take_export": Sample({"export": 2}, by="receiver"),
    }
