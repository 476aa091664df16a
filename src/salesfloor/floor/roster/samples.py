"""What can be given by each command about the roster on a furnished floor, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command; `a` has duty in two days, and `b` asks `a` for swap 1."""
    ahead = (floor.day + timedelta(days=2)).isoformat()
    return {
        "swap_duty": Sample({"on": ahead, "with": f"{floor.prefix}c"}, by="receiver"),
        "agree_swap": Sample({"swap": 1}, by="receiver"),
    }
