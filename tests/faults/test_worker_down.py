"""The worker is down over the instants of the evening round and of the door at nine: nobody pays for it (case 34)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.house import House, house
from tests.faults.office import Office, wait_until

STAFF = {"centre": "manager", "first": "lead", "ana": "salesperson", "bo": "salesperson"}
BEGIN = "2026-03-01T08:00:00+08:00"


def opened() -> list[dict[str, Any]]:
    """Return the day on which the centre opens; its duties begin with the next one."""
    site = {
        "code": "C1",
        "name": "二中心",
        "trade": "bank_cards",
        "opens": "09:00",
        "closes": "18:00",
    }
    policy = {"floor.duties": ["pulse", "hand_in"], "target.measure": "complete"}
    people = [
        {"code": code, "name": code, "post": post, "team": None if post == "manager" else "一队"}
        for code, post in STAFF.items()
    ]
    return [
        {"at": BEGIN, "do": "site", **site, "policy": policy},
        *({"at": BEGIN, "do": "staff", **one} for one in people),
    ]


@pytest.fixture(scope="module")
def centre(bare: Office) -> Iterator[House]:
    """A centre at work; each test has days of its own, later than those before."""
    with (
        tempfile.TemporaryDirectory(prefix="salesfloor-faults-") as folder,
        house(bare, Path(folder), opened(), site="C1") as opened_house,
    ):
        yield opened_house


_days = iter(
    [("2026-03-03", "2026-03-04"), ("2026-03-05", "2026-03-06"), ("2026-03-10", "2026-03-11"),
     ("2026-03-12", "2026-03-13"), ("2026-03-17", "2026-03-18")]
)  # fmt: skip


@pytest.fixture
def days() -> tuple[str, str]:
    """Two working days on end that no other test has."""
    return next(_days)


def said(centre: House, day: str) -> dict[str, list[str]]:
    """Return what was judged by itself that day: the time of China of each, by name."""
    rows = centre.rows(
        "SELECT command, to_char(at AT TIME ZONE 'Asia/Shanghai', 'HH24:MI') FROM rulebook_evidence"
        " WHERE actor = 'salesfloor' AND (at AT TIME ZONE 'Asia/Shanghai')::date = %s ORDER BY at, id",
        day,
    )
    told: dict[str, list[str]] = {}
    for name, at in rows:
        told.setdefault(name, []).append(at)
    return told


@pytest.mark.clause("4.2.1.3", "applied")
def test_back_at_twenty_five_past_five_it_asks_with_the_instants_of_the_round(
    centre: House, days: tuple[str, str]
) -> None:
    day = days[0]
    centre.stands_at(f"{day} 17:25")
    with centre.at_work():
        told = said(centre, day)
    assert (told["pulse_asked_1_team"], told["pulse_reminded_1_team"]) == (["17:00"], ["17:20"])
    assert not {"pulse_closed_1_team", "pulse_asked_2_centre"} & set(told)

    centre.stands_at(f"{day} 17:29:30")
    answer = centre.done("ana", "answer_pulse", complete=1, incomplete=0, tomorrow=2)
    assert (answer["late"], answer["minutes"]) == (False, 29)
    centre.stands_at(f"{day} 17:31")
    with centre.at_work():
        told = said(centre, day)
    assert told["pulse_closed_1_team"] == told["pulse_asked_2_centre"] == ["17:30"]
    [team] = centre.ask("centre", "pulse_status")["teams"]
    assert (team["missing"], team["late"], team["complete"]) == (["bo"], [], 1)


@pytest.mark.clause("4.2.1.3", "applied")
def test_back_at_seven_it_asks_nobody_and_nobody_is_missing(
    centre: House, days: tuple[str, str]
) -> None:
    day = days[0]
    centre.stands_at(f"{day} 19:01")
    with centre.at_work():
        assert not [one for one in said(centre, day) if one.startswith("pulse_asked")]
    status = centre.ask("centre", "pulse_status")
    assert (status["skipped"], status["missing_teams"]) == (["team"], [])
    assert [one["missing"] for one in status["teams"]] == [[]]
    answer = centre.done("ana", "answer_pulse", complete=1, incomplete=0, tomorrow=2)
    assert (answer["late"], answer["minutes"]) == (False, None)


@pytest.mark.case(26)
@pytest.mark.clause("7.1.10", "refused")
def test_the_door_shuts_at_nine_though_no_worker_runs(centre: House, days: tuple[str, str]) -> None:
    before, day = days
    centre.stands_at(f"{day} 08:58")
    centre.done("ana", "hand_in", key="ana", on=before, words="Three forms")
    centre.stands_at(f"{day} 09:10")
    status, refused = centre.give("bo", "hand_in", on=before, words="Too late")
    assert (status, refused["clause"]) == (409, "7.1.10")
    again = centre.done("ana", "hand_in", key="ana", on=before, words="Three forms")
    assert again["on"] == before

    centre.stands_at(f"{day} 11:00")
    with centre.at_work():
        assert said(centre, day)["duty_missed_hand_in"] == ["09:00"]
    rows = centre.ask("centre", "hand_ins", on=before)["rows"]
    assert {one["who"]: one["state"] for one in rows} == {"ana": "handed_in", "bo": "missed"}
    twice = "SELECT subject, count(*) FROM duties_miss WHERE period = %s GROUP BY 1"
    assert centre.rows(twice, before) == [("bo", 1)]


@pytest.mark.case(34)
def test_a_worker_killed_at_its_work_leaves_no_half_of_it(
    centre: House, days: tuple[str, str]
) -> None:
    """Whatever it had begun is done once by the next one, whenever the first one died."""
    day = days[0]
    centre.stands_at(f"{day} 18:01")
    centre.starts_its_worker()
    wait_until(lambda: centre.sees_a_worker() or centre.is_done(), 60)
    centre.loses_its_worker()
    with centre.at_work():
        told = said(centre, day)
    once = "SELECT 1 FROM rulebook_evidence WHERE actor = 'salesfloor' GROUP BY command, at, site_id, subject HAVING count(*) > 1"
    assert centre.rows(once) == []
    assert centre.ask("centre", "verify")["ok"]
    assert "pulse_closed_2_centre" in told


@pytest.mark.case(19)
@pytest.mark.case(20)
@pytest.mark.clause("7.1.10", "done")
def test_no_door_shuts_by_a_clock_that_jumps_a_day_ahead(
    centre: House, days: tuple[str, str]
) -> None:
    """A command in that day would let everything happen that is due before it."""
    day = days[0]
    centre.stands_at(f"{day} 17:10")
    centre.done("ana", "hand_in", words="Three forms")
    for jump in ("1 day", "-1 hour"):
        with centre.clock_ahead(jump):
            status, refused = centre.give("bo", "hand_in", words="Four forms")
            assert (status, refused["clause"]) == (503, "busy")
    assert centre.done("bo", "hand_in", words="Four forms")["on"] == day
    rows = centre.ask("centre", "hand_ins", on=day)["rows"]
    assert {one["state"] for one in rows} == {"handed_in"}
    assert centre.rows("SELECT 1 FROM duties_miss WHERE period = %s", day) == []
