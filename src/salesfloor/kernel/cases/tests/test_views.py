"""The pages of cases: only for those who see the case, with the step that is theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from tests.floor_builder import Floor
from tests.visitor import visitor


def test_each_finds_the_step_that_is_theirs(floor: Floor) -> None:
    given = {"kind": "conduct", "text": "Left the floor.", "person": "a"}
    number = floor.give("open_case", by="lead", **given)["case"]
    address = f"/cases/{number}/"

    concerned = visitor(floor, "a").get(address).content.decode()
    assert "Left the floor." in concerned
    assert "/give/answer_case/" in concerned
    assert "/give/decide_case/" not in concerned
    assert "/give/decide_case/" in visitor(floor, "manager").get(address).content.decode()
    assert visitor(floor, "b").get(address).status_code == 404
    assert address not in visitor(floor, "b").get("/cases/").content.decode()
    assert address in visitor(floor, "manager").get("/cases/").content.decode()


@pytest.mark.django_db
def test_an_appeal_is_ruled_on_by_one_of_two_buttons() -> None:
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    given = {"kind": "discipline", "text": "Shouted.", "person": "a", "item": "image"}
    number = floor.give("open_case", by="lead", **given)["case"]
    floor.give("answer_case", by="a", case=number, text="I did not.")
    ruled = {"case": number, "measure": "reminder", "points": 1, "reason": "Two heard it"}
    floor.give("decide_case", by="manager", **ruled)
    floor.give("appeal_case", by="a", case=number, text="They were not there")
    forms = visitor(floor, "director").get(f"/cases/{number}/").context["forms"]
    rulings = {
        str(one.word): {field.name for field in one.fields if field.kind != "hidden"}
        for one in forms
        if one.name == "decide_appeal"
    }
    assert rulings == {
        "The decision stands": {"reason"},
        "The decision falls or is changed": {"reason", "amount", "measure"},
    }


@pytest.mark.django_db
@pytest.mark.clause("7.2.6", "kept")
def test_what_a_case_is_about_is_chosen_by_its_words() -> None:
    browser = visitor(Floor(), "lead")
    browser.cookies["django_language"] = "zh-hans"
    page = browser.get("/give/open_case/").content.decode()
    assert '<option value="dishonest">弄虚作假</option>' in page
    assert '<option value="leak">泄露客户信息</option>' in page
