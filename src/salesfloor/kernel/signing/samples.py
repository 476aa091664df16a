"""What can be given by each command of the module on a furnished site, and by whom, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command."""
    del floor
    everybody = (
        "general_manager director manager lead receiver colleague desk finance admin quality"
    )
    return {"sign_rulebook": Sample({"article": 3}, by=everybody)}
