"""What can be given by each command of the evening round on a furnished floor, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command."""
    said = {"complete": 3, "incomplete": 1, "tomorrow": 4, "who": f"{floor.prefix}a"}
    return {
        "answer_pulse": Sample(said, by="general_manager director manager lead receiver"),
        "answer_team_pulse": Sample(
            {"checks_tomorrow": 4, "team": "T1"}, by="general_manager director manager lead"
        ),
    }
