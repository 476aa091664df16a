"""What can be given by each command of the module on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command; card `dear` is in use, `school` proposed, objection 1 open."""
    p = floor.prefix
    return {
        "card": Sample(
            {
                "card": "quiet",
                "step": "present",
                "kind": "fab",
                "title": "Quiet bedrooms",
                "wording": "You hear nothing of the road.",
                "feature": "Away from the road",
                "advantage": "Ten decibels less",
                "benefit": "You sleep well",
                "source": "Report of 2026-01-05",
            }
        ),
        "approve_card": Sample({"card": "school"}),
        "retire_card": Sample({"card": "dear", "reason": "prices have changed"}),
        "open_card": Sample({"card": "dear", "ref": f"{p}v1"}),
        "log_objection": Sample(
            {
                "ref": f"{p}v1",
                "words": "Too dear",
                "cause": "other_view",
                "result": "removed",
                "method": "compensate",
            },
            by="receiver helper",
        ),
        "answer_objection": Sample(
            {"objection": 1, "result": "removed", "method": "yes"}, by="receiver helper"
        ),
        "practise": Sample({"card": "dear", "words": "What would it have to be like for you?"}),
    }
