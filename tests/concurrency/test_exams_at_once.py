"""Several tabs that start or hand in one examination at the same moment: one attempt, one score."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from salesfloor.kernel.exams.models import Attempt, Certificate
from tests.concurrency.crowd import at_once, give
from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_attempt_is_open_and_handed_in_once() -> None:
    floor = Floor()
    floor.give("course", by="manager", course="homes", title="Our homes")
    asked: dict[str, Any] = {
        "course": "homes",
        "no": 1,
        "text": "Years of use?",
        "options": ["40", "70"],
    }
    floor.give("exam_question", by="manager", right=[2], **asked)
    floor.give("exam", by="manager", exam="homes-1", course="homes", draw=1)
    a = floor.actor("a")

    started = at_once([partial(give, a, floor.now, "start_exam", exam="homes-1")] * 6, people=6)

    assert Attempt.objects.count() == 1
    assert {why for what, why in started if what == "refused"} <= {"7.1.2"}
    number = Attempt.objects.get().number
    assert {answer["attempt"] for what, answer in started if what == "done"} == {number}
    hand_in = partial(give, a, floor.now, "answer_exam", attempt=number, answers={"1": [2]})

    handed_in = at_once([hand_in] * 6, people=6)

    assert sorted(what for what, _ in handed_in) == ["done", *["refused"] * 5]
    assert Certificate.objects.count() == 1
