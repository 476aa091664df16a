"""What can be given by each command about meetings on a furnished floor, for tests."""

from __future__ import annotations

from typing import Any, Final

from salesfloor.base.modules import Sample

_MANAGERS: Final = "general_manager director manager"
_TO_COME: Final = {"meeting": "to come"}
_UNDER_WAY: Final = {"meeting": "under way"}
_OVER: Final = {"meeting": "over"}


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command.

    The manager called a meeting that is to come, one that is under way, one that is closed, and one whose
    minutes are out.
    """
    p = floor.prefix
    words = {"words": "Too few brochures."}
    at = floor.now.isoformat()
    return {
        "plan_meeting": Sample(
            {"meeting": "new", "title": "The week", "starts_at": at, "people": [f"{p}a"]},
            by=f"{_MANAGERS} lead",
        ),
        "move_meeting": Sample({**_TO_COME, "starts_at": at, "reason": "fair"}, by=_MANAGERS),
        "cancel_meeting": Sample({**_TO_COME, "reason": "fair"}, by=_MANAGERS),
        "add_item": Sample({**_TO_COME, **words}),
        "report_team": Sample({**_TO_COME, **words}, by="lead"),
        "open_meeting": Sample(_TO_COME, by=_MANAGERS),
        "attend": Sample(_UNDER_WAY),
        "speak": Sample({**_UNDER_WAY, **words, "who": f"{p}a"}, by=_MANAGERS),
        "raise_issue": Sample(
            {**_UNDER_WAY, **words, "owner": f"{p}a", "due": "2199-01-01"},
            by=f"{_MANAGERS} lead receiver helper",
        ),
        "close_meeting": Sample(_UNDER_WAY, by=_MANAGERS),
        "publish_minutes": Sample({**_OVER, **words}, by=_MANAGERS),
        "amend_minutes": Sample(
            {"meeting": "published", **words, "reason": "a name"}, by=_MANAGERS
        ),
        "sign_minutes": Sample({"meeting": "published"}, by="lead receiver helper"),
        "hold_meeting": Sample(
            {"meeting": "to come", "present": [f"{p}a"], "minutes": "All well."}, by=_MANAGERS
        ),
    }
