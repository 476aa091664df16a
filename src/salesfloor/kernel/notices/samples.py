"""What can be given by each command about notices on a furnished floor, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command; notice 1 is for the receiver."""
    tomorrow = floor.now + timedelta(days=1)
    return {
        "notice": Sample(
            {"text": "Open day on Saturday.", "to": "site", "read_by": tomorrow.isoformat()},
        ),
        "read_notice": Sample({"notice": 1}, by="receiver"),
    }
