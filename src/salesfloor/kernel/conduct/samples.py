"""What can be given by each command about conduct on a furnished floor, for tests."""

from __future__ import annotations

from typing import Any, Final

from salesfloor.base.modules import Sample

_ABOVE: Final = "general_manager director manager"


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command.

    The lead noted records 1 and 2 of the receiver, who appealed the second.
    """
    p = floor.prefix
    first = {"about": "conduct:1"}
    return {
        "observe": Sample({"who": f"{p}a", "item": "untidy", "note": "Cups on the desk."}),
        "withdraw_observation": Sample({**first, "reason": "somebody else's cups"}, by="lead"),
        "reply": Sample({**first, "words": "They were not mine."}, by="receiver"),
        "excuse": Sample({**first, "reason": "the cleaner was ill"}, by=_ABOVE),
        "appeal": Sample({**first, "grounds": "They were not mine."}, by="receiver"),
        "review_form": Sample(
            {
                "who": f"{p}a",
                "form": "A-17",
                "kind": "contract",
                "written_on": "2026-01-01",
                "errors": ["date"],
            }
        ),
        "set_wage": Sample({"who": f"{p}a", "month": "2026-01", "wage": "5000"}),
        "close_statement": Sample({"month": "2026-01"}),
        "rule_on_appeal": Sample(
            {"about": "conduct:2", "stands": False, "reason": "the cups were the lead's"}, by=_ABOVE
        ),
    }
