"""Bad days of people at work: a worker that is down, people who move, leave or go between question and answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from salesfloor.base.china_time import day_of
from salesfloor.base.commands import COMMANDS
from salesfloor.floor.targets.rules import Days, shrunk
from tests.floor_builder import Floor
from tests.visitor import piece, visitor

pytestmark = pytest.mark.django_db
CENTRE: dict[str, Any] = {"floor.duties": ["pulse"], "target.measure": "complete"}
CAST = {"manager": "manager", "lead": "lead", "lead2": "lead", "a": "salesperson",
        "b": "salesperson", "desk": "desk"}  # fmt: skip


@pytest.fixture
def centre() -> Floor:
    """Return a centre on its second day, whose teams are asked at five."""
    cast = {name: post for name, post in CAST.items() if name != "lead2"}
    floor = Floor(trade="bank_cards", cast=cast, policy=CENTRE)
    floor.give("staff", code="lead2", name="L", post="lead", team="T2", at=floor.now)
    floor.days_on()
    floor.happenings = []
    return floor


def told(floor: Floor, name: str, level: str = "team") -> list[dict[str, Any]]:
    """Return the fields of what happened by itself, in order."""
    return [dict(one.fields) for one in floor.happenings
            if one.name == name and one.fields["level"] == level]  # fmt: skip


@pytest.mark.clause("7.1.10", "refused")
def test_the_door_is_judged_by_the_clock_though_the_worker_was_down() -> None:
    floor = Floor(policy={"floor.duties": ["hand_in"]})
    floor.days_on()
    day = floor.day.isoformat()
    floor.days_on()
    floor.wait_until("08:30")
    floor.runs_due = False
    assert floor.refusal("hand_in", by="b", at="09:10", on=day, words="Late").clause == "7.1.10"


@pytest.mark.clause("4.2.1.3", "applied")
def test_who_moves_after_the_question_stays_asked_and_counts_where_they_work(centre: Floor) -> None:
    centre.wait_until("17:00")
    centre.give("transfer", by="manager", at="17:10", who="b", team="T2", reason="Too few there")
    centre.give("answer_pulse", by="b", at="17:12", complete=2, incomplete=0, tomorrow=1)
    teams = centre.ask("pulse_status", by="manager", at="17:30")["teams"]
    assert {one["team"]: one["complete"] for one in teams} == {"T1": 0, "T2": 2}
    [closed] = told(centre, "pulse_closed")
    assert (closed["team"], closed["answered"], closed["missing"]) == ("T1", 1, ["a"])


@pytest.mark.clause("4.2.1.3", "applied")
def test_whose_leave_begins_after_the_question_is_not_missing(centre: Floor) -> None:
    centre.wait_until("17:00")
    day = centre.day.isoformat()
    away = {"from": f"{day}T17:10+08:00", "until": f"{day}T19:00+08:00"}
    centre.give("leave", by="lead", at="17:05", who="a", kind="sick", **away)
    centre.wait_until("17:30")
    [closed] = told(centre, "pulse_closed")
    assert closed["missing"] == ["b"]


@pytest.mark.clause("4.2.1.1", "applied")
def test_whoever_stands_in_is_asked_where_the_lead_has_gone_meanwhile(centre: Floor) -> None:
    centre.wait_until("17:00")
    day = centre.day.isoformat()
    centre.give("leave", by="manager", at="17:05", who="lead", kind="sick", from_=day, until=day)
    centre.wait_until("17:30")
    [asked] = told(centre, "pulse_asked", "centre")
    assert asked["asked"] == ["manager"]


@pytest.mark.clause("4.2.1.2", "applied")
def test_a_team_of_nobody_is_asked_nothing(centre: Floor) -> None:
    day = centre.day.isoformat()
    for who in "ab":
        centre.give("leave", by="lead", at="10:00", who=who, kind="sick", from_=day, until=day)
    centre.wait_until("18:00")
    assert told(centre, "pulse_asked") == told(centre, "pulse_asked", "centre") == []


@pytest.mark.clause("7.1.3", "applied")
@pytest.mark.parametrize(("target", "own", "counts"), [(1, 19, 1), (1, 11, 1), (1, 10, 0)])
def test_a_target_of_one_shrinks_to_nothing_only_below_a_half(
    target: int, own: int, counts: int
) -> None:
    assert shrunk(target, Days(of_site=22, own=own, gone=0)) == counts


@pytest.mark.clause("4.5.1", "refused")
def test_a_week_of_two_working_days_is_too_short_for_a_warning() -> None:
    policy = {"target.measure": "complete", "warning.period": "week",
              "work.weekdays": ["monday", "tuesday"]}  # fmt: skip
    floor = Floor(trade="bank_cards", policy=policy)
    asked: dict[str, Any] = {"measure": "complete", "period": "2026-W10", "person": "a"}
    floor.give("set_target", by="manager", target="a", value=9, **asked)
    floor.days_on(6)
    warned = {"who": "a", "level": "verbal", "words": "Behind."}
    assert floor.refusal("warn", by="lead", at="20:00", **warned).clause == "4.5.1"


@pytest.mark.clause("9.4.4", "applied")
def test_one_character_finds_the_card_that_contains_it(floor: Floor) -> None:
    card = {"step": "objection", "kind": "objection", "cause": "other_view", "method": "cushion"}
    for code, said in (("dear", "太贵了"), ("loud", "太吵了")):
        words = {"title": code, "wording": "一项一项看。", "objection": said}
        floor.give("card", by="manager", card=code, **card, **words)
    asked = {"step": "objection", "words": "贵"}
    assert floor.ask("cards_for", by="a", **asked)["cards"][0]["card"] == "dear"


@pytest.mark.clause("3.6.1.3", "refused")
def test_who_read_the_first_version_signs_no_second_one_unread(floor: Floor) -> None:
    day = floor.day.isoformat()
    named: dict[str, Any] = {"meeting": "m1"}
    plan: dict[str, Any] = {
        "title": "Doors",
        "people": ["a"],
        "starts_at": f"{day}T08:10+08:00",
        "minutes": 20,
    }
    floor.give("plan_meeting", by="manager", **named, **plan)
    held: dict[str, Any] = {"present": ["a"], "minutes": "The door is mended."}
    floor.give("hold_meeting", by="manager", at="08:40", **named, **held)
    page = visitor(floor, "a").get("/meeting/m1/").content.decode()
    assert 'name="version" value="1"' in page
    floor.give("amend_minutes", by="manager", words="It is not.", reason="It fell.", **named)
    refused = floor.refusal("sign_minutes", by="a", version=1, **named)
    assert (refused.clause, "amended" in str(refused)) == ("3.6.1.3", True)
    assert floor.give("sign_minutes", by="a", version=2, **named)["version"] == 2


def everything_kept() -> dict[str, set[str]]:
    """Return every row of every table, as text."""
    with connection.cursor() as cursor:
        kept = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 - our own tables
            kept[table] = {row for (row,) in cursor.fetchall()}
    return kept


@pytest.mark.clause("3.6.1.4", "applied")
def test_nothing_kept_tells_whose_an_item_without_a_name_is() -> None:
    floor = Floor(trade="bank_cards")
    floor.give("staff", code="quillon", name="Wyndham", post="salesperson", team="T1")
    plan = {"title": "Doors", "people": ["quillon"], "minutes": 20}
    now = datetime.now(UTC)
    starts_at = f"{day_of(now) + timedelta(days=1)}T20:00+08:00"
    given = {"meeting": "m1", "starts_at": starts_at, **plan}
    COMMANDS["plan_meeting"].give(actor=floor.actor("manager"), at=now, given=given)
    browser = visitor(floor, "quillon")
    browser.get("/meeting/m1/")
    before = everything_kept()
    item = {"meeting": "m1", "words": "The roster is unfair", "anonymous": "true"}
    assert piece(browser, "/give/add_item/", **item).status_code < 400
    new = {table: rows - before[table] for table, rows in everything_kept().items()}
    written = "\n".join(row for rows in new.values() for row in rows)
    assert "The roster is unfair" in written
    session = str(browser.session.session_key)
    for trace in ("quillon", "Wyndham", session, "127.0.0.1"):
        assert trace not in written
