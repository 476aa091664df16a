"""What can be given by each command about the manners of the floor, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command; help 1 was called by the receiver."""
    p = floor.prefix
    managers = "general_manager director manager"
    return {
        "check_team": Sample({"team": "T1", "failed": {}}, by=f"{managers} lead"),
        "call_help": Sample({"ref": f"{p}v1"}, by="receiver"),
        "take_help": Sample({"help": 1}, by=f"{managers} lead"),
        "weather": Sample({"rain": True}),
        "rate_visit": Sample({"ref": f"{p}v3", "score": 5}),
    }
