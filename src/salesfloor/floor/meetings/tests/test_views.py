"""The pages of meetings offer what the reader may give."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import timezone, translation

from salesfloor.base.china_time import day_of
from salesfloor.base.periods import PeriodKind, containing
from salesfloor.floor.meetings import agenda, shown
from salesfloor.floor.meetings.models import Meeting
from salesfloor.floor.targets import api as targets
from salesfloor.kernel.people import api as people
from salesfloor.web.language import said
from tests.floor_builder import Floor
from tests.visitor import visitor


@pytest.mark.parametrize(("who", "offered"), [("a", False), ("lead", True), ("manager", True)])
def test_who_may_not_plan_a_meeting_is_not_offered_it(
    floor: Floor, who: str, offered: bool
) -> None:
    text = visitor(floor, who).get("/meetings/").content.decode()
    assert ('id="plan_meeting' in text or "/give/plan_meeting/" in text) is offered


@pytest.mark.parametrize(("who", "offered"), [("a", True), ("lead", True), ("manager", False)])
def test_a_chair_who_was_not_called_is_not_offered_to_be_late(
    floor: Floor, who: str, offered: bool
) -> None:
    starts_at = floor.moment("08:30").isoformat()
    given = {"title": "Early", "starts_at": starts_at, "people": ["a"]}
    floor.give("plan_meeting", by="manager", at="08:10", meeting="x", minutes=20, **given)
    floor.give("open_meeting", by="manager", at="08:30", meeting="x")
    page = visitor(floor, who).get("/meeting/x/")
    assert ("attend" in page.context) is offered


@pytest.mark.django_db
@pytest.mark.clause("9.5.2.2", "kept")
def test_the_agenda_counts_the_picked_reasons_with_their_words() -> None:
    floor = Floor()
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1", phone="13800138000")
    price = {"outcome": "no_deal", "reason_kind": "price", "reason": "比预算高四十万"}
    floor.end("v1", at="09:30", **price)
    floor.visit("09:35", ref="v2", phone="13800138001")
    floor.end("v2", at="09:50", outcome="no_deal", reason="离学校远")

    meeting = Meeting(site_id=floor.site_id or 0, starts_at=floor.now + timedelta(days=7))
    [entry] = shown.with_heads([agenda.no_deal(meeting)])
    with translation.override("zh-hans"):
        page = render_to_string("meetings/_entry.html", {"entry": entry})
    for told in ("价格太高", "比预算高四十万", "只写了话，没选原因", "离学校远"):
        assert told in page


def test_the_first_screen_of_a_meeting_without_items_says_who_is_here_and_what_comes(
    floor: Floor,
) -> None:
    today, tomorrow = floor.moment("08:30"), floor.moment("08:30") + timedelta(days=1)
    for name, starts_at in (("x", today), ("y", tomorrow)):
        given = {"title": f"Called {name}", "starts_at": starts_at.isoformat(), "people": ["a"]}
        floor.give("plan_meeting", by="manager", at="08:10", meeting=name, minutes=20, **given)
    page = visitor(floor, "manager").get("/meeting-screen/x/").content.decode()
    assert 'class="screen-comers"' in page
    assert "Called y" in page
    floor.give("add_item", by="a", meeting="x", words="The lift is slow")
    page = visitor(floor, "manager").get("/meeting-screen/x/").content.decode()
    assert 'class="screen-comers"' not in page
    assert "Called y" not in page
    last = visitor(floor, "manager").get("/meeting-screen/y/").content.decode()
    assert 'class="screen-comers"' in last


def test_who_looks_for_a_weekly_meeting_that_is_not_planned_is_told(floor: Floor) -> None:
    answer = visitor(floor, "a").get("/meetings/next/")
    assert answer["Location"] == "/meetings/"
    assert answer.cookies["toast"].value
    answer = visitor(floor, "manager").get("/meetings/next/")
    assert answer["Location"] == "/settings/floor.duties/"
    assert answer.cookies["toast"].value


def test_a_meeting_that_is_over_is_called_so_in_the_readers_language(floor: Floor) -> None:
    starts_at = floor.moment("08:30").isoformat()
    given = {"title": "Early", "starts_at": starts_at, "people": ["a"]}
    floor.give("plan_meeting", by="manager", at="08:10", meeting="x", minutes=20, **given)
    floor.give("cancel_meeting", by="manager", meeting="x", reason="Nobody can come")
    refusal = floor.refusal("open_meeting", by="manager", at="08:30", meeting="x")
    with translation.override("zh-hans"):
        assert said(refusal.sentence) == "会议 x：已取消。"
    silent = {"who": "a", "item": "gossip", "note": "Heard it"}
    refusal = floor.refusal("observe", by="lead", **silent)
    assert str(refusal.sentence) == "Say at which meeting it could have been said."


@pytest.mark.django_db
@pytest.mark.clause("4.1.1", "kept")
@pytest.mark.clause("4.1.2", "kept")
def test_the_weekly_meeting_shows_each_members_result_and_takes_the_claims_still_missing() -> None:
    today = day_of(timezone.now())
    monday = today - timedelta(days=today.weekday())
    policy = {"floor.duties": ["weekly_meeting", "targets"], "target.measure": "complete"}
    floor = Floor(day=monday - timedelta(days=6), trade="bank_cards", policy=policy)
    for who, complete in (("a", 7), ("b", 4)):
        given = {"who": who, "on": floor.day.isoformat(), "complete": complete}
        floor.give("count_results", by="desk", at="17:00", **given)
    week = containing(monday, PeriodKind.WEEK)
    address = f"/meeting/weekly-{week}/"
    entries = visitor(floor, "manager").get(address).context["entries"]
    [report] = [one for one in entries if one["kind"] == "team_report"]
    told = {one["who"]: one["result"] for one in report["members"]}
    assert (report["result"], told) == (11, {"a": 7, "b": 4, "c": 0, "d": 0})
    screen = visitor(floor, "manager").get(f"/meeting-screen/weekly-{week}/?item=2")
    assert "<b>7</b>" in screen.content.decode()
    [coming] = [one for one in entries if one["kind"] == "claims"]
    site = people.Site.objects.get(pk=floor.site_id or 0)
    week_of_a = targets.week_to_offer(site, people.staff_by_code("a").pk, timezone.now())
    is_offered = visitor(floor, "a").get(address).context["claim"] is not None
    assert is_offered is (str(week_of_a) == coming["period"])
    assert visitor(floor, "manager").get(address).context["claim"] is None


@pytest.mark.django_db
@pytest.mark.clause("4.1.2", "kept")
def test_who_has_claimed_is_asked_no_more_in_the_meeting() -> None:
    policy = {"floor.duties": ["weekly_meeting", "targets"], "target.measure": "complete"}
    today = day_of(timezone.now())
    policy |= {"weekly_meeting.weekday": f"{today:%A}".lower(), "weekly_meeting.at": "23:59"}
    before = today - timedelta(days=today.weekday() + 1)
    floor = Floor(day=before, trade="bank_cards", policy=policy)
    address = f"/meeting/weekly-{containing(today, PeriodKind.WEEK)}/"
    seller = visitor(floor, "a")
    form = seller.get(address).context["claim"]
    given = {one.name: one.value for one in form.fields if one.kind == "hidden"}
    seller.post("/give/claim_target/", {**given, "value": "5", "next": "/"})
    page = seller.get(address)
    assert page.context["claim"] is None
    [coming] = [one for one in page.context["entries"] if one["kind"] == "claims"]
    assert coming["rows"] == [{"who": "a", "claimed": 5}]


@pytest.mark.django_db
@pytest.mark.clause("4.1.2", "kept")
def test_a_claim_that_somebody_else_recorded_is_shown_as_unsigned_and_signed_in_the_meeting() -> (
    None
):
    policy = {"floor.duties": ["weekly_meeting", "targets"], "target.measure": "complete"}
    today = day_of(timezone.now())
    policy |= {"weekly_meeting.weekday": f"{today:%A}".lower(), "weekly_meeting.at": "23:59"}
    before = today - timedelta(days=today.weekday() + 1)
    floor = Floor(day=before, trade="bank_cards", policy=policy)
    week = containing(today, PeriodKind.WEEK)
    asked: dict[str, Any] = {"measure": "complete", "period": str(week), "value": 9, "person": "a"}
    floor.give("set_target", by="manager", target="T-a", **asked)
    known: dict[str, Any] = {"who": "a", "value": 5, "period": str(week)}
    floor.give("claim_target", by="lead", at=timezone.now(), **known)
    page = visitor(floor, "a").get(f"/meeting/weekly-{week}/")
    [coming] = [one for one in page.context["entries"] if one["kind"] == "claims"]
    assert coming["rows"] == []
    assert coming["unsigned"] == [{"who": "a", "claimed": 5}]
    assert "a" not in coming["to_claim"]
    text = page.content.decode()
    assert "已代为登记，本人未签" in text
    assert 'action="/give/sign_target/"' in text
    beside = {str(label): str(value) for label, value in page.context["beside_claim"]}
    assert beside["What the house asks of this week"] == "9"
    assert beside["The week before"] == "not claimed, result 0"
    floor.give("sign_target", by="a", at=timezone.now(), period=str(week))
    page = visitor(floor, "a").get(f"/meeting/weekly-{week}/")
    [coming] = [one for one in page.context["entries"] if one["kind"] == "claims"]
    assert coming["rows"] == [{"who": "a", "claimed": 5}]
    assert "unsigned" not in coming


@pytest.mark.django_db
@pytest.mark.clause("3.6.1.2", "kept")
def test_a_problem_stands_with_its_owner_its_day_and_whether_it_is_overdue() -> None:
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=4))
    floor.days_on()
    starts_at = floor.moment("08:30").isoformat()
    given: dict[str, Any] = {"title": "Early", "starts_at": starts_at, "people": ["a", "b"]}
    floor.give("plan_meeting", by="manager", at="08:10", meeting="x", minutes=20, **given)
    floor.give("open_meeting", by="manager", at="08:30", meeting="x")
    for words, days in (("The lift is slow", 0), ("No brochures", 9)):
        due = (floor.day + timedelta(days=days)).isoformat()
        floor.give("raise_issue", by="a", meeting="x", words=words, owner="b", due=due)
    page = visitor(floor, "manager").get("/meeting/x/")
    told = [(one.words, one.owner, one.is_overdue) for one in page.context["issues"]]
    assert told == [("The lift is slow", "B", True), ("No brochures", "B", False)]
    assert "已逾期" in page.content.decode()


@pytest.mark.clause("7.1.12", "kept")
def test_who_has_duty_is_marked_so_and_not_waited_for(floor: Floor) -> None:
    day = floor.day.isoformat()
    floor.give("put_on_duty", by="manager", who="b", on=day)
    starts_at = floor.moment("10:00").isoformat()
    given: dict[str, Any] = {"title": "Noon", "starts_at": starts_at, "people": ["a", "b"]}
    floor.give("plan_meeting", by="manager", at="08:10", meeting="x", minutes=20, **given)
    floor.give("open_meeting", by="manager", at="10:00", meeting="x")
    page = visitor(floor, "manager").get("/meeting/x/")
    marked = {one.code: one.excuse for one in page.context["comers"]}
    assert marked == {"a": None, "b": shown.WHY["on_duty"]}
    assert visitor(floor, "manager").get("/meeting-screen/x/").context["awaited"] == 1
