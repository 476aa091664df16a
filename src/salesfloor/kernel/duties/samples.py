"""What can be given by each command of duties on a furnished service area, for tests."""

from __future__ import annotations

from typing import Any, Final

from salesfloor.base.modules import Sample

_ATTENDANTS: Final = "going coming leaving late"
_ABOVE: Final = "general_manager director"


def samples(area: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command; the week before was missed by the managers."""
    del area
    return {
        "do_duty": Sample(
            {"duty": "work_report", "note": "All quiet in March."},
            by=f"{_ABOVE} manager lead {_ATTENDANTS} desk finance admin quality",
        ),
        "excuse_duty": Sample(
            {"duty": "internal", "period": "2026-W09", "reason": "The canteen was closed."},
            by=_ABOVE,
        ),
    }
