"""What can be given by each command about consent on a furnished floor, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample
from salesfloor.kernel.consent.kinds import KINDS

_MANAGERS = "general_manager director manager"
_ALL = f"{_MANAGERS} lead receiver colleague desk finance admin quality"


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command; request 1 is a salesperson's who wants to step away."""
    del floor
    return {
        "ask_consent": Sample({"what": max(KINDS, default="")}, by=_ALL),
        "give_consent": Sample({"request": 1}, by=f"{_MANAGERS} lead"),
        "refuse_consent": Sample({"request": 1}, by=f"{_MANAGERS} lead"),
    }
