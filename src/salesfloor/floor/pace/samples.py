"""What can be given by each command about warnings on a furnished floor, for tests."""

from __future__ import annotations

from typing import Any, Final

from salesfloor.base.modules import Sample

_MANAGERS: Final = "general_manager director manager"


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command; warnings 1 and 2 are given, 2 has a plan that was missed."""
    return {
        "warn": Sample(
            {"who": f"{floor.prefix}c", "level": "verbal", "words": "You are behind."},
            by=f"{_MANAGERS} lead",
        ),
        "acknowledge": Sample({"about": "warning:1"}, by="receiver"),
        "deliver": Sample(
            {"about": "warning:1", "method": "paper", "witness": f"{floor.prefix}desk"},
            by="manager",
        ),
        "settle_plan": Sample({"about": "warning:9", "how": "nothing", "reason": "ill"}),
        "resignation_form": Sample({"about": "warning:1"}),
    }
