"""The page of a record offers what its reader may still do: take back, excuse, answer, appeal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = pytest.mark.django_db


def offered(floor: Floor, who: str, number: int) -> set[str]:
    page = visitor(floor, who).get(f"/conduct/{number}/").content.decode()
    known = ("withdraw_observation", "excuse", "reply", "appeal")
    return {one for one in known if f'action="/give/{one}/"' in page}


@pytest.mark.clause("7.2.5", "applied")
@pytest.mark.parametrize(("days", "may_withdraw"), [(0, True), (2, False)])
def test_who_noted_it_can_take_it_back_for_a_day(days: int, may_withdraw: bool) -> None:
    noted = timezone.now() - timedelta(days=days, minutes=1)
    floor = Floor(day=day_of(noted) - timedelta(days=1))
    given = {"who": "a", "item": "chat", "note": "talking aloud"}
    number = floor.give("observe", by="lead", at=noted, **given)["conduct"]
    back = {"withdraw_observation"} if may_withdraw else set()
    assert offered(floor, "lead", number) == back
    assert offered(floor, "manager", number) == {"excuse"}
    assert offered(floor, "a", number) == {"reply", "appeal"}


@pytest.mark.clause("7.1.11", "applied")
@pytest.mark.parametrize(("who", "may_review"), [("manager", True), ("finance", False)])
def test_a_form_on_paper_is_reviewed_beside_the_statement(who: str, may_review: bool) -> None:
    page = visitor(Floor(), who).get("/fines/statement/").content.decode()
    assert ('action="/give/review_form/"' in page) is may_review
