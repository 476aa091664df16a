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


@pytest.mark.clause("7.1.11", "applied")
def test_the_statement_names_the_paper_and_an_appeal_its_own_clause_only() -> None:
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    form = {"form": "agreement:2", "kind": "agreement", "written_on": str(floor.day)}
    fine = floor.give("review_form", by="manager", who="a", errors=["总价"], **form)["fine_no"]
    page = visitor(floor, "a").get("/conduct/1/").context
    [appeal] = [one for one in page["forms"] if one.name == "appeal"]
    assert appeal.clauses == ("7.1.11",)
    assert "可申诉到" in visitor(floor, "a").get("/").content.decode()
    floor.give("appeal", by="a", fine_no=fine, grounds="It is right")
    assert "可申诉到" not in visitor(floor, "a").get("/").content.decode()
    page = visitor(floor, "director").get("/conduct/1/").context
    rulings = [one for one in page["forms"] if one.name == "rule_on_appeal"]
    assert [str(one.word) for one in rulings] == ["It stands", "It is waived"]
    assert {one.clauses for one in rulings} == {("7.1.11",)}
    floor.give("rule_on_appeal", by="director", fine_no=fine, stands=True, reason="Wrong sum")
    shown = visitor(floor, "finance").get("/fines/statement/").content.decode()
    assert "agreement:2" not in shown
    assert "认购书 2" in shown
