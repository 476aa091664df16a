"""What can be given by each command about targets on a furnished floor, for tests."""

from __future__ import annotations

from typing import Any, Final

from salesfloor.base.modules import Sample

_MANAGERS: Final = "general_manager director manager"


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command; target T-1 of next month is there, `b` has claimed, a claim of the receiver waits."""
    return {
        "set_target": Sample(
            {"target": "T-9", "measure": "visits", "period": "2026-05", "value": 100}
        ),
        "break_down": Sample(
            {
                "target": "T-1",
                "across": "team",
                "parts": [{"key": "T1", "value": 40}],
            },
            by=_MANAGERS,
        ),
        "claim_target": Sample(
            {"value": 5, "who": f"{floor.prefix}a"}, by=f"{_MANAGERS} lead receiver"
        ),
        "sign_target": Sample({}, by="receiver"),
        "change_target": Sample(
            {"who": f"{floor.prefix}b", "value": 4, "reason": "ill for two days"}, by=_MANAGERS
        ),
    }
