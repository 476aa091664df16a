"""An examination sat on a phone: every tick is kept, a lost connection loses nothing, the result explains itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pytest
from playwright.sync_api import expect

from tests.journeys.person import ENGLISH, PHONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.journeys.house import House
    from tests.journeys.person import Person

    Seat = Callable[..., Person]

pytestmark = pytest.mark.journeys
SHORT: Final[dict[str, Any]] = {"course": "opening", "title": "Opening the doors"}


def _enter(house: House, exam: str, **more: Any) -> None:
    """Let the manager enter a course of two questions, and an examination of both."""
    house.give("manager", "course", **SHORT, posts=["salesperson"])
    first = {"text": "Who opens the doors?", "options": ["Whoever has duty", "Nobody"]}
    house.give("manager", "exam_question", course="opening", no=1, right=[1], **first)
    second = {"text": "What is put out (9.1.1.1)?", "options": ["Umbrellas", "Water", "Bills"]}
    house.give("manager", "exam_question", course="opening", no=2, right=[1, 2], **second)
    house.give("manager", "exam", exam=exam, course="opening", draw=2, **more)


def _tick(person: Person, option: str) -> None:
    person.page.locator("label").filter(has_text=option).click()


def test_an_examination_is_sat_on_a_phone_and_survives_a_lost_connection(
    house: House, seat: Seat
) -> None:
    _enter(house, "opening-1")
    person = seat(house, "b3", size=PHONE, language=ENGLISH)
    person.goes("/exams/")
    person.page.locator('main a[href="/exams/opening-1/"]').click()
    person.button("Start the examination").click()

    expect(person.page.locator("[data-left]")).to_contain_text("29:")
    _tick(person, "Whoever has duty")
    expect(person.text("Saved")).to_be_visible()
    person.forgiven.append("ERR_INTERNET_DISCONNECTED")
    person.context.set_offline(True)
    _tick(person, "Umbrellas")
    expect(person.text("Kept on this phone, not sent yet")).to_be_visible()
    _tick(person, "Water")
    person.context.set_offline(False)
    expect(person.text("Saved")).to_be_visible()
    person.page.reload()

    assert person.page.locator("input:checked").count() == 3
    person.button("Hand in the examination").click()
    expect(person.page.locator(".exam-score")).to_contain_text("100")
    expect(person.page.locator(".exam-answers")).to_contain_text("Umbrellas")
    expect(person.page.locator(".exam-answers .clause")).to_have_text("9.1.1.1")
    [row] = house.ask("manager", "qualified", who="b3", exam="opening-1")["rows"]
    assert row["who"] == "b3"


def test_whoever_failed_hears_when_the_next_try_is_and_not_what_was_wrong(
    house: House, seat: Seat
) -> None:
    _enter(house, "opening-2")
    person = seat(house, "b4", size=PHONE, language=ENGLISH)
    person.goes("/exams/opening-2/")
    person.button("Start the examination").click()
    _tick(person, "Nobody")
    expect(person.page.locator("[data-numbers]")).to_have_text(re.compile("^[12]$"))
    person.button("Hand in the examination").click()

    expect(person.page.locator(".exam-score")).to_contain_text("0")
    expect(person.page.locator(".exam-answers")).to_have_count(0)
    expect(person.page.locator("main")).to_contain_text("The next try is from")
    assert house.refused("b4", "start_exam", exam="opening-2")["clause"] == "7.1.2"


def test_the_lead_sees_who_has_which_certificate_and_the_trainer_keeps_the_pool(
    house: House, seat: Seat
) -> None:
    lead = seat(house, "lead-a", language=ENGLISH)
    lead.goes("/certificates/")
    expect(lead.page.locator("main")).to_contain_text("苏晚晴")
    expect(lead.page.locator("main")).not_to_contain_text("白若溪")
    trainer = seat(house, "admin", language=ENGLISH)
    trainer.goes("/courses/property/")
    before = trainer.page.locator(".exam-answers > li").count()
    trainer.page.get_by_text("Enter a question, or change one by its number").click()

    form = trainer.page.locator('form[data-keep="exam_question"]')
    form.locator("[name=text]").fill("Which floor is the lobby on?")
    form.locator("[name=options]").fill("Ground\nFirst")
    form.locator("[name=right]").fill("1")
    trainer.button("Enter a question of an examination", form).click()

    expect(trainer.page.locator(".exam-answers > li")).to_have_count(before + 1)
    expect(trainer.page.locator(".exam-answers")).to_contain_text("Which floor is the lobby on?")
