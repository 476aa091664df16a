"""What can be given by each command of the module on a furnished site, and by whom, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample

ABOVE = "general_manager director"


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Open a case for each step, and return the sample of each command."""
    concerned = f"{floor.prefix}a"
    numbers = [_opened(floor, person=None if place == 0 else concerned) for place in range(4)]
    for number in numbers[2:]:
        floor.give("answer_case", by="a", at=floor.now, case=number, text="It was not so.")
        floor.give(
            "decide_case", by="director", at=floor.now, case=number, cause="none", reason="Heard."
        )
    floor.give("appeal_case", by="a", at=floor.now, case=numbers[3], text="Not quite.")
    return {
        "open_case": Sample({"kind": "conduct", "text": "Two people saw it."}),
        "add_to_case": Sample(
            {"case": numbers[0], "text": "One more saw it."},
            by=f"{ABOVE} manager lead finance admin",
        ),
        "answer_case": Sample({"case": numbers[1], "text": "It was not so."}, by="receiver"),
        "decide_case": Sample(
            {"case": numbers[0], "cause": "none", "reason": "Nothing to it."}, by=ABOVE
        ),
        "appeal_case": Sample({"case": numbers[2], "text": "Not quite."}, by="receiver"),
        "decide_appeal": Sample(
            {"case": numbers[3], "stands": True, "reason": "It stands."}, by="general_manager"
        ),
    }


def _opened(floor: Any, *, person: str | None) -> int:  # noqa: ANN401 - the tests' builder
    about = {} if person is None else {"person": person}
    answer = floor.give(
        "open_case", by="manager", at=floor.now, kind="conduct", text="Seen by two.", **about
    )
    return int(answer["case"])
