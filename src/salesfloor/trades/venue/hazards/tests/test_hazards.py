"""Hazards from the finding to the report, and up the line where nobody reports (2.1.6)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from salesfloor.base.commands import COMMANDS
from salesfloor.kernel.messages.models import Message
from salesfloor.kernel.work import api as work
from salesfloor.web.forms import fields_of_form
from tests.service_area import PHOTO, ServiceArea
from tests.visitor import piece, visitor

if TYPE_CHECKING:
    from salesfloor.base.commands import Answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def area() -> ServiceArea:
    return ServiceArea()


def find(area: ServiceArea, at: str = "09:00", by: str = "a", **more: Any) -> Answer:
    given = {"place": "WC", "grade": "general", "text": "A loose wire", "action": "Switched off"}
    return area.give("hazard", by=by, at=at, photos=[PHOTO], **{**given, **more})


def report(area: ServiceArea, at: str, to: str = "manager") -> Answer:
    return area.give("report_hazard", by="a", at=at, finding=1, to=to, how="call")


def test_reported_at_the_last_instant_it_is_in_time(area: ServiceArea) -> None:
    find(area)
    assert report(area, "09:30") == {"finding": 1, "minutes": 30, "in_time": True}
    area.wait_until("12:00")
    assert area.told("hazard_unreported") == []


def test_the_managers_see_it_at_once_and_that_is_no_report(area: ServiceArea) -> None:
    find(area)
    assert Message.objects.filter(clause="2.1.6").count() == 1
    area.wait_until("09:31")
    assert [one["told"] for _, one in area.told("hazard_unreported")] == [["manager"]]


@pytest.mark.fault("P13")
def test_a_hazard_is_told_and_listed_by_the_name_of_its_place(area: ServiceArea) -> None:
    find(area)
    assert Message.objects.get(clause="2.1.6").facts["place"] == "Toilets"
    listed = visitor(area, "manager").get("/area/hazards/").content.decode()
    assert "Toilets" in listed
    assert ">CRWC<" not in listed.replace(" ", "").replace("\n", "")


@pytest.mark.fault("P13")
def test_the_page_of_a_hazard_offers_what_the_list_says_is_owed(area: ServiceArea) -> None:
    find(area)
    assert "/give/report_hazard/" in visitor(area, "a").get("/findings/1/").content.decode()
    managers = visitor(area, "manager").get("/findings/1/").content.decode()
    for command in ("report_hazard", "acknowledge_log", "plan_fix"):
        assert f"/give/{command}/" in managers
    report(area, "09:45")
    assert "/give/report_hazard/" not in visitor(area, "a").get("/findings/1/").content.decode()


def test_a_report_after_a_level_stops_the_next(area: ServiceArea) -> None:
    find(area)
    assert report(area, "09:45")["in_time"] is False
    area.wait_until("12:00")
    assert len(area.told("hazard_unreported")) == 1


def test_it_may_be_reported_again_higher_up(area: ServiceArea) -> None:
    find(area)
    report(area, "09:10")
    assert report(area, "09:40", to="director")["minutes"] == 40


def test_a_struck_hazard_owes_no_report(area: ServiceArea) -> None:
    find(area)
    area.give("strike", by="manager", register="finding", register_no=1, reason="no hazard")
    area.wait_until("12:00")
    assert area.told("hazard_unreported") == []
    refusal = area.refusal("report_hazard", by="a", finding=1, to="manager", how="call")
    assert refusal.clause == "input"


def test_another_finding_is_no_hazard(area: ServiceArea) -> None:
    area.give("find", by="a", kind="hygiene", subject="WC", grade="c", text="Dust")
    refusal = area.refusal("report_hazard", by="a", finding=1, to="manager", how="call")
    assert refusal.clause == "input"


def test_a_manager_who_acknowledges_a_major_one_does_not_end_the_report(area: ServiceArea) -> None:
    find(area, grade="major")
    area.give("acknowledge_log", by="manager", at="09:10", finding=1)
    area.wait_until("09:31")
    assert len(area.told("hazard_unreported")) == 1


def on_the_list(area: ServiceArea) -> list[str]:
    """Return what is on b's list beside the rules to be signed."""
    kinds = [one.kind for one in work.items(area.actor("b"), area.now)]
    return [one for one in kinds if one != "rules_to_sign"]


def test_the_report_is_on_the_lists_until_it_is_given(area: ServiceArea) -> None:
    find(area)
    assert on_the_list(area) == ["hazard_to_report", "finding_to_fix"]
    report(area, "09:10")
    assert on_the_list(area) == ["finding_to_fix"]


def test_a_worker_that_is_late_writes_the_same(area: ServiceArea) -> None:
    area.without_worker()
    find(area)
    report(area, "10:05")
    area.runs_due = True
    area.wait_until("12:00")
    told = [(at, one["level"]) for at, one in area.told("hazard_unreported")]
    assert told == [(area.moment("09:30"), 1), (area.moment("10:00"), 2)]


def test_a_plan_does_not_use_up_the_extension(area: ServiceArea) -> None:
    find(area)
    plan = {"measures": "a", "responsible": "b", "money": "c", "emergency": "d"}
    until = "2026-03-04"
    answer = area.give("plan_fix", by="manager", finding=1, until=until, **plan)
    assert answer["fix_by"] == "2026-03-05T00:00:00+08:00"
    area.give("extend_finding", by="manager", finding=1, until="2026-03-06", reason="parts")


@pytest.mark.parametrize("grade", ["general", "major"])
def test_a_report_is_offered_to_those_whom_it_reaches(area: ServiceArea, grade: str) -> None:
    find(area, grade=grade)
    fields = fields_of_form(COMMANDS["report_hazard"], actor=area.actor("a"), at=area.now)
    [to] = [one for one in fields if one.name == "to"]
    codes = [code for code, _words in to.choices]

    assert codes
    assert "a" not in codes
    for code in codes:
        report(area, "09:10", to=code)


def offered(area: ServiceArea, name: str, command: str, field: str) -> list[str]:
    fields = fields_of_form(COMMANDS[command], actor=area.actor(name), at=area.now)
    [found] = [one for one in fields if one.name == field]
    assert found.kind in {"choice", "several"}
    return [code for code, _words in found.choices]


def test_forms_offer_the_hazards_whose_turn_it_is(area: ServiceArea) -> None:
    find(area)
    find(area, at="09:01", grade="major", place="SQ")
    find(area, at="09:02", text="A loose stone")
    report(area, "09:10")
    area.give("fix", by="a", at="09:12", finding=3, note="taken away", photos=[PHOTO])

    assert offered(area, "a", "report_hazard", "finding") == ["2", "3", "1"]
    assert offered(area, "manager", "plan_fix", "finding") == ["1"]
    assert offered(area, "director", "plan_fix", "finding") == ["1", "2"]
    assert offered(area, "manager", "acknowledge_log", "finding") == ["1", "2", "3"]
    area.give("acknowledge_log", by="manager", finding=3)
    assert offered(area, "manager", "acknowledge_log", "finding") == ["1", "2"]
    area.wait_until(area.now + timedelta(days=30))
    assert offered(area, "director", "plan_fix", "finding") == []


def told_by_the_page(area: ServiceArea, name: str, command: str, **form: str) -> tuple[int, str]:
    answer = piece(visitor(area, name), f"/give/{command}/", key=uuid4().hex, **form)
    return answer.status_code, " ".join(re.findall(r"/rulebook/([\d.]+)/", answer.content.decode()))


def test_what_a_clause_asks_for_is_refused_by_the_clause_on_the_page_too(area: ServiceArea) -> None:
    wire = {"place": "WC", "grade": "general", "text": "A loose wire"}
    assert told_by_the_page(area, "a", "hazard", **wire, action="", photos=PHOTO) == (422, "2.1.6")
    assert told_by_the_page(area, "a", "hazard", **wire, action="Off") == (422, "2.1.6")

    find(area)
    assert told_by_the_page(area, "a", "fix", finding="1", note="Mended") == (422, "2.1.6")
    plan = {"measures": "a", "responsible": "b", "money": "", "emergency": "d"}
    given = {"finding": "1", "until": "2199-01-01", **plan}
    assert told_by_the_page(area, "manager", "plan_fix", **given) == (422, "2.1.6")
