"""Rounds of a service area: in time, missed, covered by a late entry, excused (2.4.3)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from salesfloor.base.china_time import local
from salesfloor.floor.today.queries import site_days
from salesfloor.kernel.conduct.models import Record
from salesfloor.kernel.work import api as work
from tests.service_area import CLEAN, ServiceArea
from tests.visitor import piece, visitor

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.commands import Answer

pytestmark = pytest.mark.django_db
ON = {"venue.duties": ["hygiene_round"]}


@pytest.fixture
def area() -> ServiceArea:
    area = ServiceArea(policy=ON)
    area.roster("day", "a", "b")
    return area


def do(
    area: ServiceArea, at: str | datetime, zone: str = "WC", by: str = "a", **more: Any
) -> Answer:
    return area.give("round", by=by, at=at, place=zone, answers=CLEAN, **more)


def missed(area: ServiceArea, zone: str = "WC") -> list[str]:
    return [
        f"{local(at):%d %H:%M}"
        for at, fields in area.told("round_missed")
        if fields["place"] == zone
    ]


def day(area: ServiceArea) -> Answer:
    return area.ask("rounds", by="manager", at=area.now, on=area.day.isoformat())


def zone_of(answer: Answer, code: str = "WC") -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in answer["zones"] if one["place"] == code)
    return found


def test_the_first_is_due_within_hours_of_the_shifts_start(area: ServiceArea) -> None:
    area.wait_until("08:00")
    assert zone_of(day(area))["next_due"] == "2026-03-02T10:00:00+08:00"
    area.wait_until("14:00:01")
    assert missed(area) == ["02 10:00", "02 12:00", "02 14:00"]
    fields = area.told("round_missed")[0][1]
    assert fields == {"place": fields["place"], "shift": "day", "on": "2026-03-02", "who": "a"}


@pytest.mark.fault("P13")
def test_a_missed_round_counts_above_and_its_record_says_where(area: ServiceArea) -> None:
    area.wait_until("10:00:01")
    [seen] = site_days(area.now, site_ids=[area.site_id or 0])
    assert seen.missed_duties == 2
    notes = Record.objects.filter(item="round_missed").values_list("note", flat=True)
    assert set(notes) == {"Toilets 10:00", "Square 10:00"}


def test_the_last_instant_is_in_time(area: ServiceArea) -> None:
    answer = do(area, "10:00")
    assert (answer["in_time"], answer["next_due"]) == (True, "2026-03-02T12:00:00+08:00")
    assert missed(area) == []
    late = do(area, area.moment("12:00") + timedelta(microseconds=1))
    assert missed(area) == ["02 12:00"]
    assert late["in_time"] is True  # in the interval that the miss began


def test_a_round_before_any_is_due_is_neither(area: ServiceArea) -> None:
    answer = do(area, "07:30")
    assert (answer["in_time"], answer["next_due"]) == (None, "2026-03-02T09:30:00+08:00")
    area.wait_until("09:30:01")
    assert missed(area) == ["02 09:30"]


def test_nothing_is_missed_where_no_shift_runs(area: ServiceArea) -> None:
    do(area, "18:30")
    do(area, "18:30", zone="SQ")
    area.wait_until("23:59")
    assert missed(area, "SQ") == ["02 10:00", "02 12:00", "02 14:00", "02 16:00", "02 18:00"]
    assert zone_of(day(area))["next_due"] is None


def test_due_at_the_shifts_end_is_missed_and_the_next_shift_goes_on(area: ServiceArea) -> None:
    area.roster("night", "lead")
    do(area, "18:00")
    area.wait_until(area.moment("22:00") + timedelta(seconds=1))
    told = [(at, one["shift"], one["who"]) for at, one in area.told("round_missed")
            if one["place"] == "WC" and at > area.moment("18:00")]  # fmt: skip
    assert told == [
        (area.moment("20:00"), "day", "a"), (area.moment("22:00"), "night", "lead"),
    ]  # fmt: skip


def test_a_shift_that_starts_at_the_due_instant_carries_on() -> None:
    """What closes at an instant is judged before what begins at it."""
    area = ServiceArea(policy=ON)
    do(area, "06:00")
    area.roster("day", "a")
    area.wait_until("08:00:01")
    assert (missed(area), zone_of(day(area))["next_due"]) == ([], "2026-03-02T10:00:00+08:00")


def test_rostered_after_its_start_a_shift_begins_then() -> None:
    area = ServiceArea(policy=ON)
    area.wait_until("09:00")
    area.roster("day", "a", reason="nobody was there")
    assert zone_of(day(area))["next_due"] == "2026-03-02T11:00:00+08:00"
    area.wait_until("11:00:01")
    assert missed(area) == ["02 11:00"]


def test_a_zone_recorded_in_a_shift_waits_for_the_next(area: ServiceArea) -> None:
    area.wait_until("09:00")
    area.place("NEW", "zone")
    area.roster("night", "lead")
    area.wait_until("21:00")
    assert missed(area, "NEW") == []
    assert zone_of(day(area), "NEW")["next_due"] == "2026-03-02T22:00:00+08:00"


def test_another_interval_holds_from_its_day_on() -> None:
    """Due before midnight by two hours, set after it by three (bad day 12)."""
    area = ServiceArea(policy=ON)
    area.roster("night", "a")
    tomorrow = (area.day + timedelta(days=1)).isoformat()
    area.give("policy", by="manager", name="hygiene.recheck_hours", value=3, from_=tomorrow)
    do(area, "23:00")
    area.wait_until(area.moment("23:59") + timedelta(hours=8))
    after = [one for one in missed(area) if one > "02 23:00"]
    assert after == ["03 01:00", "03 04:00", "03 07:00"]


def test_without_the_duty_nothing_is_missed() -> None:
    area = ServiceArea()
    area.roster("day", "a")
    do(area, "08:30")
    area.wait_until("16:00")
    assert missed(area) == []
    assert do(area, "16:01")["in_time"] is False
    assert day(area)["missed"] == 0


def test_the_duty_switched_on_counts_from_the_next_shift() -> None:
    area = ServiceArea()
    area.roster("day", "a")
    do(area, "08:30")
    area.wait_until("20:00")
    area.days_on()
    area.roster("day", "a")
    area.give("policy", by="manager", name="venue.duties", value=["hygiene_round"],
              from_=area.day.isoformat())  # fmt: skip
    area.wait_until("10:00:01")
    assert missed(area) == ["03 10:00"]


@pytest.mark.parametrize(
    ("claimed", "covered"),
    [("09:59", 1), ("10:00", 1), ("10:01", 0), ("08:00:01", 1), ("08:00", 0)],
)
def test_a_late_entry_covers_the_miss_it_was_in_time_for(
    area: ServiceArea, claimed: str, covered: int
) -> None:
    answer = do(area, "11:00", claimed_at=area.moment(claimed).isoformat())
    assert (answer["in_time"], answer["next_due"]) == (True, "2026-03-02T13:00:00+08:00")
    found = day(area)
    assert (found["missed"], found["covered"]) == (2, covered)
    assert zone_of(found)["missed"] == ["2026-03-02T10:00:00+08:00"]
    assert Record.objects.filter(state="covered").count() == covered


def test_a_miss_is_on_record_against_who_is_in_charge(area: ServiceArea) -> None:
    area.wait_until("10:00:01")
    records = Record.objects.filter(item="round_missed")
    assert records.count() == 2
    assert {record.clause for record in records} == {"2.4.3"}


def test_somebody_above_excuses_a_miss(area: ServiceArea) -> None:
    area.wait_until("10:30")
    given = {"place": "WC", "due_at": area.moment("10:00").isoformat(), "reason": "an accident"}
    assert area.refusal("excuse_round", by="a", **given).clause == "access"
    area.give("excuse_round", by="lead", **given)
    found = day(area)
    assert (found["missed"], found["in_time_share"]) == (2, 0.0)
    assert area.refusal("excuse_round", by="lead", **given).clause == "input"
    other = {**given, "due_at": area.moment("10:01").isoformat()}
    assert area.refusal("excuse_round", by="lead", **other).clause == "input"
    assert Record.objects.filter(state="excused").count() == 1


def test_nobody_excuses_their_own() -> None:
    area = ServiceArea(policy=ON)
    area.roster("day", "lead")
    area.wait_until("10:30")
    given = {"place": "WC", "due_at": area.moment("10:00").isoformat(), "reason": "an accident"}
    assert area.refusal("excuse_round", by="lead", **given).clause == "2.4.3"
    area.give("excuse_round", by="manager", **given)


def test_a_check_of_the_list_is_a_round(area: ServiceArea) -> None:
    area.check(at="09:00")
    assert zone_of(day(area)) == {
        "place": "WC",
        "done": ["2026-03-02T09:00:00+08:00"],
        "missed": [],
        "next_due": "2026-03-02T11:00:00+08:00",
    }


def test_a_struck_round_counts_nowhere(area: ServiceArea) -> None:
    do(area, "09:00")
    area.give("strike", by="manager", register="check", register_no=1, reason="another zone")
    assert (day(area)["done"], day(area)["in_time_share"]) == (0, None)


def test_only_zones_have_rounds(area: ServiceArea) -> None:
    assert area.refusal("round", by="a", place="P1", answers=CLEAN).clause == "input"
    assert area.refusal("round", by="desk", place="WC", answers=CLEAN).clause == "access"
    failed = {**CLEAN, "bins": "fail"}
    assert area.refusal("round", by="a", place="WC", answers=failed).clause == "2.4.3"


def test_the_next_round_is_on_the_lists_of_the_shift(area: ServiceArea) -> None:
    area.wait_until("08:01")
    kinds = [one.subject for one in work.items(area.actor("b"), area.now)]
    assert [one for one in kinds if one.startswith("zone:")] == ["zone:SQ", "zone:WC"]
    do(area, "09:00")
    due = {one.subject: one.due_at for one in work.items(area.actor("b"), area.now)}
    assert due["zone:WC"] == area.moment("11:00")


def test_a_worker_that_is_late_writes_the_same(area: ServiceArea) -> None:
    """The worker is down from before the shift; the day looks as if it had run (case 34)."""
    area.without_worker()
    area.wait_until("13:00")
    seen = day(area)
    assert zone_of(seen)["missed"] == ["2026-03-02T10:00:00+08:00", "2026-03-02T12:00:00+08:00"]
    answer = do(area, "13:00")
    assert (answer["in_time"], missed(area)) == (True, ["02 10:00", "02 12:00"])
    area.runs_due = True
    area.wait_until("13:30")
    assert missed(area) == ["02 10:00", "02 12:00"]
    assert missed(area, "SQ") == ["02 10:00", "02 12:00"]
    assert day(area)["missed"] == 4


def test_a_missed_round_is_read_by_its_shift_s_name_and_excused_on_its_page(
    area: ServiceArea,
) -> None:
    do(area, "08:00:17")
    area.wait_until("10:30")
    manager = visitor(area, "manager")
    listed = manager.get("/area/rounds/missed/").content.decode()
    assert ">Day<" in listed.replace(" ", "").replace("\n", "")
    address = "/area/rounds/missed/WC/2026-03-02T10:00:17+08:00/"
    assert f'href="{quote(address, safe="/")}"' in listed or f'href="{address}"' in listed
    assert "/give/excuse_round/" not in visitor(area, "a").get(address).content.decode()

    form = manager.get(address).content.decode()
    [due_at] = re.findall(r'name="due_at" value="([^"]+)"', form)
    given = {"place": "WC", "due_at": due_at, "reason": "an accident", "key": "once"}
    assert piece(manager, "/give/excuse_round/", **given).status_code == 204
    told = manager.get(address).content.decode()
    assert "an accident" in told
    assert "/give/excuse_round/" not in told
    for nowhere in ("WC/2026-03-02T10:00:18+08:00", "SQ/yesterday", "WC/2026-03-02T10:00:17"):
        assert manager.get(f"/area/rounds/missed/{nowhere}/").status_code == 404
