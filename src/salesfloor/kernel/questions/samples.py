"""What can be given by each command about questions on a furnished floor, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command; the receiver asked the lead question 1."""
    del floor
    return {
        "ask": Sample(
            {"text": "May two layouts be combined?", "about": "clause:5.1"},
            by="director manager lead receiver colleague desk finance admin quality",
        ),
        "answer": Sample(
            {"question": 1, "text": "No."}, by="general_manager director manager lead"
        ),
    }
