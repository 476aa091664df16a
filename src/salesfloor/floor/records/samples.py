"""What can be given by each command about records on a furnished floor, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command; the floor is open, and no plan can be written yet."""
    today = floor.day.isoformat()
    return {
        "write_log": Sample({"words": "Rang six customers.", "on": today}),
        "hand_in": Sample({"words": "Rang six customers.", "on": today}),
        "hand_in_report": Sample({"work": "Six visits.", "analysis": "Two want a loan."}),
        "hand_in_plan": Sample({"plan": "Ten visits a week.", "month": f"{floor.day:%Y-%m}"}),
        "market_note": Sample({"text": "The rival cut prices.", "source": "a customer"}),
    }
