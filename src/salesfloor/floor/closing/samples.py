"""What can be given by each command about the daily close on a furnished floor, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command; results there are deals."""
    del floor
    return {
        "close_day": Sample({"forecast": 2}),
        "close_team": Sample({"team": "T1"}, by="general_manager director manager lead"),
    }
