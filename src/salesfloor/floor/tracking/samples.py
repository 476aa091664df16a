"""What can be given by each command about calls, reviews and talks on a furnished floor, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from salesfloor.base.modules import Sample

_ABOVE: Final = "general_manager director manager lead"


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command; review 1 waits for the signature of a salesperson."""
    who = f"{floor.prefix}b"
    due = (floor.day + timedelta(days=3)).isoformat()
    points = [{"what": "Two companies a day.", "due": due}]
    review = {
        "who": who,
        "results": "Five files.",
        "problems": "Few second visits.",
        "causes": "Little time.",
        "improvements": points,
    }
    return {
        "tracking_call": Sample({"who": who, "situation": "Going well."}, by=_ABOVE),
        "review": Sample(review, by=_ABOVE),
        "sign_review": Sample({"review": 1}, by="receiver"),
        "talk": Sample({"who": who, "words": "What would help?", "demands": points}, by=_ABOVE),
    }
