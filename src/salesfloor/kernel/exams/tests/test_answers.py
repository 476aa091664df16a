"""Options that are not on the paper are named and cost no try; other questions count for nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from tests.floor_builder import Floor
from tests.visitor import visitor

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


@pytest.mark.clause("7.1.2", "refused")
@pytest.mark.parametrize("options", [["Duty", "Duty"], ["Duty", " duty "], ["A", "B", "a"]])
def test_two_options_that_say_the_same_are_refused(sitting: Floor, options: list[str]) -> None:
    given: dict[str, Any] = {
        "course": "c",
        "no": 8,
        "text": "Who?",
        "options": options,
        "right": [1],
    }
    assert sitting.refusal("exam_question", by="manager", **given).clause == "input"


@pytest.mark.clause("7.1.2", "kept")
def test_who_has_passed_is_offered_no_other_try_until_the_certificate_nears_its_end() -> None:
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=15))
    floor.give("course", by="manager", course="c", title="Doors")
    asked: dict[str, Any] = {"no": 1, "text": "Who?", "options": ["Duty", "Nobody"], "right": [1]}
    floor.give("exam_question", by="manager", course="c", **asked)
    for exam, days in (("long", 60), ("short", 20)):
        floor.give("exam", by="manager", exam=exam, course="c", draw=1, valid_days=days)
        attempt = floor.give("start_exam", by="a", exam=exam)["attempt"]
        floor.give("answer_exam", by="a", attempt=attempt, answers={"1": [1]})
    browser = visitor(floor, "a")
    page = browser.get("/exams/long/").content.decode()
    assert 'action="/give/start_exam/"' not in page
    assert "还可考几次" not in page
    assert "可续期证书" in page
    assert 'action="/give/start_exam/"' in browser.get("/exams/short/").content.decode()
