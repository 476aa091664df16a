"""What can be given by each command of the module on a furnished site, and by whom, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command."""
    p = floor.prefix
    given = {"place": f"{p}R9", "name": "Area", "kind": "area", "within": f"{p}R1"}
    return {"place": Sample(given, by="general_manager director admin")}
