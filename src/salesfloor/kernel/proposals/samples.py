"""What can be given by each command of the module on a furnished site, and by whom, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Make a proposal, and return the sample of each command."""
    given = {"kind": "service", "text": "A bench by the door."}
    number = floor.give("propose", by="a", at=floor.now, **given)["proposal"]
    everybody = (
        "general_manager director manager lead receiver colleague desk finance admin quality"
    )
    return {
        "propose": Sample(given, by=everybody),
        "decide_proposal": Sample(
            {"proposal": number, "status": "declined", "reason": "No room for it."}
        ),
    }
