"""What can be given by each command of the module on a furnished site, and by whom, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command."""
    p = floor.prefix
    given = {"topic": "Fire drill", "on": floor.day.isoformat(), "minutes": 45}
    return {"train": Sample({**given, "people": [f"{p}a"], "scores": {f"{p}a": 80}})}
