"""The delivered lists, their change by a site, and failed items that become tasks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from salesfloor.kernel.checks.blocks import mistake_of_list
from salesfloor.kernel.checks.lists import checklists
from salesfloor.kernel.checks.models import CheckAnswer
from salesfloor.kernel.tasks.models import Task
from tests.floor_builder import Floor
from tests.service_area import CLEAN, ServiceArea


@pytest.mark.parametrize("code", sorted(checklists()))
def test_a_delivered_list_names_only_what_exists(code: str) -> None:
    checklist = checklists()[code]
    assert mistake_of_list(checklist) is None
    assert checklist.zh
    assert checklist.en
    for item in checklist.item:
        assert item.zh, (code, item.code)
        assert item.en, (code, item.code)


def test_the_weights_are_those_of_the_house() -> None:
    weights = {item.code: (item.weight, item.grade) for item in checklists()["hygiene"].item}
    assert weights == {
        "floor": (2, "c"), "toilet_smell": (2, "b"), "basin": (1, "c"),
        "bins": (2, "c"), "paper_soap": (1, "c"), "pests": (2, "b"),
    }  # fmt: skip


@pytest.fixture
def area() -> ServiceArea:
    return ServiceArea()


def change(area: ServiceArea, **given: Any) -> int:
    answer = area.give("change_item", by="manager", list="hygiene", **given)
    version: int = answer["version"]
    return version


@pytest.mark.django_db
def test_an_item_is_added_reworded_and_retired_from_a_day_on(area: ServiceArea) -> None:
    today, tomorrow = area.day, area.day + timedelta(days=1)
    given = {"item": "windows", "from_": tomorrow.isoformat(), "words": "窗户干净", "grade": "c"}
    assert change(area, **given) == 2
    assert change(area, item="pests", from_=tomorrow.isoformat(), retired=True) == 3
    assert change(area, item="floor", from_=today.isoformat(), weight=3) == 4
    assert area.check(at="09:00", paper_soap=[])["score"] == 90.9
    area.days_on()
    asked = {**CLEAN, "windows": "fail"}
    asked.pop("pests")
    answer = area.give("check", by="a", at="09:00", list="hygiene", subject="WC", answers=asked)
    assert (answer["failed"], answer["score"]) == (["windows"], 90.0)
    words = CheckAnswer.objects.filter(done_in__number=1).values_list("item", "weight")
    assert dict(words)["floor"] == 3
    assert "windows" not in dict(words)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("by", "given", "clause"),
    [
        ("lead", {"item": "floor", "weight": 1}, "access"),
        ("manager", {"item": "floor", "weight": 1, "from_": "2026-03-01"}, "input"),
        ("manager", {"item": "windows"}, "input"),
        ("manager", {"item": "floor", "grade": "general"}, "input"),
        ("manager", {"item": "floor", "list": "nothing"}, "input"),
        ("manager", {"item": "S1", "list": "signs", "words": "Sign"}, "input"),
    ],
)
def test_what_is_no_change(area: ServiceArea, by: str, given: dict[str, Any], clause: str) -> None:
    whole = {"list": "hygiene", "from_": area.day.isoformat(), **given}
    assert area.refusal("change_item", by=by, **whole).clause == clause


OPENING = dict.fromkeys(("tables", "displays", "belongings", "samples", "toilet"), "pass")


@pytest.mark.django_db
def test_what_fails_on_the_floor_is_a_task_of_who_is_on_duty(floor: Floor) -> None:
    floor.give("put_on_duty", by="lead", who="b", on=floor.day.isoformat())
    given: dict[str, Any] = {
        "list": "floor_opening",
        "subject": floor.code,
        "answers": {**OPENING, "toilet": "fail"},
    }
    answer = floor.give("check", by="desk", **given)
    assert (answer["tasks"], answer["findings"], answer["score"]) == ([1], [], 80.0)
    task = Task.objects.get()
    assert (task.staff_id, task.about, task.needs_acceptance) == (
        floor.actor("b").staff_id, "check:1", False,
    )  # fmt: skip
    assert task.due_at == floor.moment("00:00") + timedelta(days=1)


@pytest.mark.django_db
def test_with_nobody_on_duty_it_is_the_managers(floor: Floor) -> None:
    given: dict[str, Any] = {
        "list": "floor_closing",
        "subject": floor.code,
        "answers": {**OPENING, "toilet": "fail"},
    }
    floor.give("check", by="a", **given)
    assert Task.objects.get().staff_id == floor.actor("manager").staff_id


@pytest.mark.django_db
def test_a_shortage_is_a_task_of_the_first_admin(floor: Floor) -> None:
    kit = ("计算器", "荧光笔", "笔", "笔记本", "名片", "便签")
    answers = {**dict.fromkeys(kit, "pass"), "名片": "fail"}
    other = floor.refusal("check", by="a", list="kit", subject="b", answers=answers)
    assert other.clause == "access"
    assert floor.give("check", by="a", list="kit", subject="a", answers=answers)["tasks"] == [1]
    task = Task.objects.get()
    assert task.staff_id == floor.actor("admin").staff_id
    assert task.due_at == floor.moment("00:00") + timedelta(days=4)


@pytest.mark.django_db
def test_the_floors_lists_stay_on_the_floor(area: ServiceArea) -> None:
    given: dict[str, Any] = {"list": "floor_opening", "subject": "CR", "answers": OPENING}
    assert area.refusal("check", by="a", **given).clause == "input"
