"""What can be given by each command of the module on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from typing import Any, Final

from salesfloor.base.modules import Sample

PHONE: Final = "13800138000"
FRIEND: Final = "13300133000"
MANAGERS: Final = "general_manager director manager"
SHARERS: Final = f"receiver helper lead {MANAGERS}"


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command."""
    return {
        "do_not_contact": Sample(
            {"phone": PHONE, "weekdays": ["sun"]}, by=f"receiver helper desk {MANAGERS}"
        ),
        "allow_contact": Sample({"phone": PHONE}, by=f"receiver {MANAGERS}"),
        "write_thread": Sample({"phone": PHONE, "note": "The wife decides."}, by=SHARERS),
        "read_thread": Sample({"phone": PHONE}, by=SHARERS),
        "agree_line": Sample({"phone": PHONE, "line": "No discount."}, by=f"receiver {MANAGERS}"),
        "thank": Sample({"phone": FRIEND, "how": "Fruit"}, by=f"receiver {MANAGERS}"),
        "remedy": Sample(
            {"ref": f"{floor.prefix}v3", "what": "Ring", "on": floor.day.isoformat()}, by=MANAGERS
        ),
    }
