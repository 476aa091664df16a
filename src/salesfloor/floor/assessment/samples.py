"""What can be given by each command of the module on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command."""
    weights = {"results": 40, "duties": 20, "conduct": 10, "tests": 10, "lead": 20}
    scored = {"assessment": 1, "who": f"{floor.prefix}a", "points": 80, "words": "Learns fast."}
    return {
        "open_assessment": Sample({"period": f"{floor.day:%Y-%m}", "weights": weights}),
        "score": Sample(scored),
        "close_assessment": Sample({"assessment": 1}),
    }
