"""What can be given by each command of the module on a furnished site, and by whom, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command."""
    p = floor.prefix
    return {
        "course": Sample({"course": "fire", "title": "Fire", "posts": ["salesperson"]}),
        "exam_question": Sample(
            {"course": "homes", "no": 2, "text": "And?", "options": ["Yes", "No"], "right": [1]}
        ),
        "exam": Sample({"exam": "homes-2", "course": "homes", "draw": 1, "minutes": 10}),
        "start_exam": Sample({"exam": "homes-1"}),
        "save_exam_answers": Sample({"attempt": 1, "answers": {"1": [1]}}, by="colleague"),
        "answer_exam": Sample({"attempt": 1, "answers": {"1": [1]}}, by="colleague"),
        "allow_attempt": Sample({"exam": "homes-1", "who": f"{p}a", "reason": "Talked it over"}),
        "plan_training": Sample(
            {
                "who": [f"{p}a"],
                "exam": "homes-1",
                "due": (floor.day + timedelta(days=7)).isoformat(),
            }
        ),
    }
