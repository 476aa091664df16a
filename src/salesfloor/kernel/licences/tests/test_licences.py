"""How a paper stands, when it is warned of, and what a change of the warning times does."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from salesfloor.kernel.licences import api as licences
from salesfloor.kernel.licences import rules
from salesfloor.kernel.licences.blocks import LicenceBlock, mistake_in
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.floor_builder import Floor

END = date(2026, 4, 30)
EARLY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("after", "warnings", "day"),
    [
        (EARLY, [(EARLY, [90, 60, 30])], date(2026, 1, 30)),
        (date(2026, 1, 30), [(EARLY, [90, 60, 30])], date(2026, 3, 1)),
        (date(2026, 3, 31), [(EARLY, [90, 60, 30])], date(2026, 5, 1)),
        (EARLY, [(EARLY, [])], date(2026, 5, 1)),
        (EARLY, [(EARLY, [60]), (date(2026, 3, 1), [30])], date(2026, 3, 31)),
        (EARLY, [(EARLY, [60]), (date(2026, 3, 2), [30])], date(2026, 3, 1)),
        (EARLY, [(EARLY, [0])], END),
    ],
)
def test_the_next_threshold(
    after: date, warnings: Sequence[tuple[date, list[int]]], day: date
) -> None:
    assert rules.next_threshold(END, after, warnings) == day


@pytest.mark.case(24)
@pytest.mark.parametrize(
    ("today", "left", "is_expiring", "is_expired"),
    [
        (END - timedelta(days=31), 31, False, False),
        (END - timedelta(days=30), 30, True, False),
        (END, 0, True, False),
        (END + timedelta(days=1), -1, False, True),
    ],
)
def test_a_paper_is_good_through_its_last_day(
    today: date, left: int, is_expiring: bool, is_expired: bool
) -> None:
    assert rules.days_left(END, today) == left
    assert rules.is_expiring(END, today, [30, 1]) is is_expiring
    assert rules.is_expired(END, today) is is_expired
    assert not rules.is_expired(None, today)


@pytest.mark.parametrize(
    ("subject", "mistake"),
    [
        ("nothing", "there is no kind of subject 'nothing'"),
        ("site", "papers of a site stand below clause 2.1.1"),
    ],
)
def test_mistakes_of_a_block_are_named(subject: str, mistake: str) -> None:
    assert mistake_in("2.1.3", LicenceBlock(subject=subject)) == mistake


def record(floor: Floor, days: int, kind: str = "fire_acceptance") -> None:
    until = (floor.day + timedelta(days=days)).isoformat()
    floor.give("paper", by="admin", subject="S1", kind=kind, number="1", valid_until=until)


@pytest.mark.django_db
def test_other_warning_times_hold_from_their_day(floor: Floor) -> None:
    record(floor, 20)
    tomorrow = (floor.day + timedelta(days=1)).isoformat()
    given: dict[str, Any] = {"name": "paper.warn_before_days", "value": [19, 10]}
    floor.give("policy", by="manager", from_=tomorrow, **given)
    for _ in range(21):
        floor.days_on()
        floor.wait_until("00:00")
    told = [(one.name, one.fields.get("days_left")) for one in floor.happenings]
    assert [one for one in told if one[0].startswith("paper")] == [
        ("paper_expiring", 19),
        ("paper_expiring", 10),
        ("paper_expired", None),
    ]


@pytest.mark.django_db
def test_who_renews_has_it_off_the_list(floor: Floor) -> None:
    record(floor, 30)
    record(floor, 31)
    floor.days_on()
    floor.wait_until("00:00")
    assert [item.kind for item in work.items(floor.actor("manager"), floor.now)] == [
        "paper_to_renew"
    ]
    record(floor, 400)
    assert work.items(floor.actor("manager"), floor.now) == []
    floor.days_on(60)
    floor.wait_until("00:00")
    assert len([one for one in floor.happenings if one.name.startswith("paper")]) == 1


@pytest.mark.django_db
def test_whether_a_subject_has_a_good_paper(floor: Floor) -> None:
    record(floor, 0)
    site_id, kind = floor.site_id or 0, "fire_acceptance"
    assert licences.has_valid(site_id, "S1", kind, floor.moment("23:59:59"))
    floor.days_on()
    assert not licences.has_valid(site_id, "S1", kind, floor.moment("00:00"))
    assert not licences.has_valid(site_id, "S1", "contract", floor.now)
