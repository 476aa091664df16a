"""Options that are not on the paper are named and cost no try; other questions count for nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Floor:
    """Return a floor where a sits an examination of one question with two options, and has one try."""
    floor = Floor()
    floor.give("course", by="manager", course="c", title="Doors")
    asked: dict[str, Any] = {
        "no": 7,
        "text": "Who opens?",
        "options": ["Duty", "Nobody"],
        "right": [1],
    }
    floor.give("exam_question", by="manager", course="c", **asked)
    floor.give("exam", by="manager", exam="e", course="c", draw=1, tries=1)
    assert floor.give("start_exam", by="a", exam="e")["questions"] == [7]
    return floor


@pytest.mark.clause("7.1.2", "kept")
@pytest.mark.parametrize("do", ["save_exam_answers", "answer_exam"])
@pytest.mark.parametrize("answers", [{"7": [3]}, {"7": [0]}, {"7": [1, 3]}])
def test_what_is_not_on_the_paper_is_refused_and_costs_no_try(
    sitting: Floor, do: str, answers: dict[str, Any]
) -> None:
    assert sitting.refusal(do, by="a", attempt=1, answers=answers).clause == "input"
    done = sitting.give("answer_exam", by="a", attempt=1, answers={"7": [1]})
    assert (done["score"], done["passed"]) == (100, True)


@pytest.mark.clause("7.1.2", "kept")
def test_an_answer_to_a_question_that_was_not_drawn_counts_for_nothing(sitting: Floor) -> None:
    done = sitting.give("answer_exam", by="a", attempt=1, answers={"7": [1], "8": [9]})
    assert (done["score"], done["passed"]) == (100, True)


@pytest.mark.clause("7.1.2", "kept")
def test_a_certificate_got_twice_for_the_same_day_ends_once() -> None:
    floor = Floor()
    floor.give("course", by="manager", course="c", title="Doors")
    asked: dict[str, Any] = {"no": 1, "text": "Who?", "options": ["Duty", "Nobody"], "right": [1]}
    floor.give("exam_question", by="manager", course="c", **asked)
    floor.give("exam", by="manager", exam="e", course="c", draw=1, valid_days=40)
    for attempt in (1, 2):
        floor.give("start_exam", by="a", exam="e")
        floor.give("answer_exam", by="a", attempt=attempt, answers={"1": [1]})
    floor.days_on(50)
    floor.wait_until("12:00")
    told = [one.name for one in floor.happenings if one.name.startswith("certificate_")]
    assert told == ["certificate_ending", "certificate_ended"]
