"""What can be given by each command of the module on a furnished site, and by whom, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample

CLEAN = dict.fromkeys(("floor", "toilet_smell", "basin", "bins", "paper_soap", "pests"), "pass")


def samples(area: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command: zone WC has a missed round at 09:00."""
    missed = {"place": f"{area.prefix}WC", "due_at": area.moment("09:00").isoformat()}
    return {
        "excuse_round": Sample({**missed, "reason": "an accident"}),
        "round": Sample({"place": f"{area.prefix}WC", "answers": CLEAN}),
    }
