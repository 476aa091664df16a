"""What can be given by each command of the module on a furnished site, and by whom, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample

TIDY = dict.fromkeys(("clean", "fire_safe", "tidy", "hygiene_record"), "pass")


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command."""
    given = {"list": "office", "subject": floor.code, "answers": TIDY}
    change = {"list": "office", "item": "tidy", "from": floor.day.isoformat(), "weight": 2}
    return {
        "change_item": Sample(change),
        "check": Sample(given, by="manager lead receiver colleague"),
    }
