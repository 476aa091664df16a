"""What can be given by each command of the module on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command; T1 is free, v1 is received by `a`."""
    p = floor.prefix
    return {
        "sales_table": Sample({"table": f"{p}T2", "seats": 6}),
        "take_table": Sample({"ref": f"{p}v1", "table": f"{p}T1"}, by="receiver helper desk"),
        "reception_about": Sample({"ref": f"{p}v1", "about": f"unit:{p}U1"}, by="receiver helper"),
    }
