"""Clocks, midnights and last instants, through the commands (cases 19 to 34)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from salesfloor.app import database
from salesfloor.base.china_time import CHINA
from salesfloor.base.refusals import Busy
from tests.floor_builder import Floor

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db
PHONE, OTHER = "13800138000", "13900139000"
INSTANT = timedelta(microseconds=1)


def midnight_after(floor: Floor, days: int) -> datetime:
    """Return the first instant after so many more days."""
    day = floor.day + timedelta(days=days + 1)
    return datetime(day.year, day.month, day.day, tzinfo=CHINA)


@pytest.mark.clause("3.3.2.1", "kept")
@pytest.mark.clause("3.3.2.1", "missed")
@pytest.mark.case(21)
@pytest.mark.parametrize(("late", "kept"), [(-INSTANT, True), (timedelta(0), False)])
def test_a_follow_up_in_the_last_instant(floor: Floor, late: timedelta, *, kept: bool) -> None:
    floor.issue_books("a")
    floor.sign_in("a")
    floor.visit("09:05", phone=PHONE)
    at = midnight_after(floor, 7) + late
    given = {"by": "a", "phone": PHONE, "method": "call", "note": "just in time"}
    if kept:
        assert floor.give("follow_up", at=at, **given)["next_due"] == "2026-03-16"
    else:
        assert floor.refusal("follow_up", at=at, **given).clause == "3.4.3.5"
    assert floor.owner_of(PHONE, at=midnight_after(floor, 7)) == ("a" if kept else None)


@pytest.mark.clause("3.3.1.1", "kept")
@pytest.mark.clause("3.3.1.2", "kept")
@pytest.mark.case(22)
@pytest.mark.parametrize(
    ("days", "at", "basis", "owner"),
    [
        (7, "08:59", "own", "a"),
        (7, "23:59:59.999999", "own", "a"),
        (8, "00:00:00", "turn", "b"),
        (8, "09:00", "turn", "b"),
    ],
)
def test_a_caller_who_comes(floor: Floor, days: int, at: str, basis: str, owner: str) -> None:
    floor.sign_in("a", "b")
    floor.call("09:05", ref="c1", phone=PHONE)
    floor.end("c1")
    floor.days_on(days)
    floor.sign_in("b", "a", at="00:00:00" if at < "08:30" else "08:30")

    came = floor.visit(at, phone=PHONE)

    assert (came["basis"], came["owner"], came["assigned_to"]) == (basis, owner, owner)


@pytest.mark.case(34)
@pytest.mark.parametrize("is_late", [False, True])
def test_a_late_worker_changes_no_answer(floor: Floor, *, is_late: bool) -> None:
    """Down over the boundary, back after hours: the record bears the instant, not the delay."""
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1", phone=PHONE)
    floor.end("v1")
    floor.days_on(7)
    floor.sign_in("b", "a")
    if is_late:
        _go_by_the_real_clock()
        floor.runs_due = False
    floor.days_on()
    answers = [floor.owner_of(PHONE, at="09:00"), floor.queue(), floor.queue("call")]
    floor.runs_due = True
    floor.wait_until("14:00")

    assert answers == [None, [], []]
    lapses = [h for h in floor.happenings if h.name == "claim_lapsed"]
    assert [(h.at, h.fields["owner"], h.clause) for h in lapses] == [
        (datetime(2026, 3, 10, tzinfo=CHINA), "a", "3.3.2.1")
    ]


def _go_by_the_real_clock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        database.set_clock("real")
        cursor.execute(f"SET LOCAL ROLE {database.APP_ROLE}")


@pytest.mark.case(27)
def test_a_reception_over_midnight(floor: Floor) -> None:
    """One reception; its turn belongs to the day on which it began."""
    floor.sign_in("a", "b")
    floor.visit("23:50", ref="v1", phone=PHONE)
    floor.days_on()
    floor.wait_until("00:00")
    assert floor.queue() == []
    floor.sign_in("a", "b", at="00:10")

    assert floor.visit("00:11", ref="v2")["assigned_to"] == "b"
    assert floor.ask("board", by="desk", at="00:12")["busy"] == ["a", "b"]
    ended = floor.end("v1", at="00:20")
    assert (ended["minutes"], floor.queue()) == (30, ["a", "b"])
    assert floor.visit("00:21")["assigned_to"] == "a"


@pytest.mark.clause("3.2.1.1", "kept")
@pytest.mark.case(27)
def test_who_waits_at_midnight_left(floor: Floor) -> None:
    floor.sign_in("a")
    floor.visit("23:50", ref="v1")
    assert floor.visit("23:51", ref="v2", phone=PHONE)["basis"] == "waiting"
    floor.days_on()
    floor.sign_in("a", at="00:10")
    floor.end("v1", at="00:20")

    assert not [h for h in floor.happenings if h.name == "assigned"]
    assert floor.refusal("end", by="desk", ref="v2", outcome="left").clause == "input"
    assert floor.owner_of(PHONE) is None
    assert floor.visit(phone=PHONE)["basis"] == "turn"


@pytest.mark.clause("3.2.1.1", "kept")
@pytest.mark.case(27)
def test_who_left_at_midnight_is_not_ended_again_while_the_worker_is_late(floor: Floor) -> None:
    floor.sign_in("a")
    floor.visit("23:50", ref="v1")
    assert floor.visit("23:51", ref="v2")["basis"] == "waiting"
    floor.runs_due = False
    floor.days_on()

    refused = floor.refusal("end", by="desk", ref="v2", outcome="left", at="00:20")

    assert str(refused.sentence) == "Reception v2 has ended already."


@pytest.mark.clause("3.2.1.2", "kept")
@pytest.mark.clause("3.2.1.2", "refused")
@pytest.mark.parametrize(("late", "taken_back"), [(timedelta(0), True), (INSTANT, False)])
def test_a_wrong_tap_in_its_last_instant(
    floor: Floor, late: timedelta, *, taken_back: bool
) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1", phone=PHONE)
    at = floor.moment("09:07") + late
    if taken_back:
        floor.give("undo", by="desk", ref="v1", at=at)
    else:
        assert floor.refusal("undo", by="desk", ref="v1", at=at).clause == "3.2.1.2"
    assert floor.queue() == (["a", "b"] if taken_back else ["b", "a"])
    assert floor.owner_of(PHONE, at=at) == (None if taken_back else "a")


@pytest.mark.case(31)
def test_a_policy_judges_what_comes_after_it(floor: Floor) -> None:
    """Seven days became three from the next day on: the earlier claim keeps its own."""
    floor.sign_in("a")
    floor.visit("09:05", ref="v1", phone=PHONE)
    floor.end("v1")
    floor.give("policy", by="manager", name="visit.follow_up_within_days", value=3,
               from_="2026-03-03")  # fmt: skip
    floor.days_on()
    floor.sign_in("a")
    floor.visit("09:05", ref="v2", phone=OTHER)

    until = {
        phone: floor.ask("owner_of", by="manager", phone=phone)["valid_until"]
        for phone in (PHONE, OTHER)
    }
    assert until == {PHONE: "2026-03-09", OTHER: "2026-03-06"}


@pytest.mark.case(31)
def test_a_policy_changed_at_noon_leaves_the_morning_as_it_was(floor: Floor) -> None:
    """Played again by what held at each moment, nothing comes out otherwise."""
    floor.sign_in("a")
    floor.visit("09:05", ref="v1", phone=PHONE)
    floor.end("v1", at="09:20")
    floor.give("policy", by="manager", at="12:00", name="visit.follow_up_within_days", value=10,
               from_=floor.day.isoformat())  # fmt: skip
    floor.visit("12:30", ref="v2", phone=OTHER)
    floor.end("v2", at="12:40")
    for phone, until in ((PHONE, "2026-03-09"), (OTHER, "2026-03-12")):
        assert floor.ask("owner_of", by="manager", phone=phone)["valid_until"] == until
    floor.days_on(11)
    period = {"from_": "2026-03-02", "to": "2026-03-12"}
    assert floor.give("what_if", by="manager", at="09:00", policy={}, **period)["differ"] == 0


@pytest.mark.case(24)
@pytest.mark.parametrize(
    ("day", "until"),
    [
        (date(2028, 2, 22), "2028-02-29"),
        (date(2028, 2, 29), "2028-03-07"),
        (date(2026, 12, 31), "2027-01-07"),
        (date(2038, 1, 18), "2038-01-25"),
        (date(2106, 2, 6), "2106-02-13"),
    ],
)
def test_days_that_programs_get_wrong(db: None, day: date, until: str) -> None:
    floor = Floor(day=day)
    floor.sign_in("a")
    floor.visit("09:05", phone=PHONE)
    assert floor.ask("owner_of", by="manager", phone=PHONE)["valid_until"] == until


@pytest.mark.case(19)
@pytest.mark.parametrize(
    "act",
    [
        lambda floor: floor.give("visit", by="desk", at=floor.moment("08:55")),
        lambda floor: floor.give("strike", by="desk", at=floor.moment("08:55"), register="visit",
                                 register_no=1, reason="wrong"),
    ],
    ids=["visit", "strike"],
)  # fmt: skip
def test_a_clock_that_steps_back_writes_nothing(
    floor: Floor, act: Callable[[Floor], object]
) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1")
    with pytest.raises(Busy, match="the clock stands"):
        act(floor)
    assert floor.queue() == ["b", "a"]
    assert floor.visit("09:06")["register_no"] == 2


@pytest.mark.case(19)
def test_a_clock_that_trembles_is_borne(floor: Floor) -> None:
    """Up to two seconds back, lines keep their order."""
    floor.sign_in("a", "b")
    floor.visit("09:05:02", ref="v1")
    assert floor.visit("09:05:01", ref="v2")["register_no"] == 2
    assert floor.ask("verify", at="09:06")["ok"]
