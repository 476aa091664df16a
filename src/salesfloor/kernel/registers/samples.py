"""What can be given by each command of the module on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command."""
    p = floor.prefix
    return {
        "hand_in_volume": Sample({"register": "visit", "volume": 1}),
        "hand_over_custody": Sample({"to": f"{p}manager2", "reason": "on leave"}),
        "read_register": Sample({"register": "visit", "volume": 1}),
        "strike": Sample(
            {"register": "visit", "register_no": 1, "reason": "wrong"},
            by="general_manager director manager lead desk",
        ),
    }
