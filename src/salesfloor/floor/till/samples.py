"""What can be given by each command of the module on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command; the floor has taken 50,000 yuan in cash."""
    del floor
    return {
        "count_cash": Sample({"counted": {"cash": "50000.00"}}),
        "close_cash": Sample({"counted": {"cash": "50000.00"}, "reason": "a loan is out"}),
    }
