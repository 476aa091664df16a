"""Whom to contact by when (3.3.2.1, 3.3.1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from salesfloor.floor.customers.queries.due import Urgency, due, due_counts

if TYPE_CHECKING:
    from tests.floor_builder import Floor


@pytest.fixture
def followed(floor: Floor) -> Floor:
    """Return a floor on which a follows a visitor and a caller."""
    floor.sign_in("a", "b")
    floor.issue_books("a")
    floor.visit("09:05", phone="13800138000", name="张建国", ref="one")
    floor.end("one", outcome="negotiated", need="三居", problem="价格", grade="A")
    floor.call("09:30", phone="13900139000", name="欧阳娜", ref="two")
    floor.end("two", outcome="left")
    return floor


def urgency(floor: Floor, phone: str) -> list[Urgency]:
    staff = floor.actor("a").staff_id or 0
    rows = due(floor.site_id or 0, [staff], floor.now)
    return [row.pressing for row in rows if row.phone == phone]


@pytest.mark.clause("3.3.2.1")
@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, Urgency.LATER),
        (3, Urgency.LATER),
        (4, Urgency.SOON),
        (6, Urgency.SOON),
        (7, Urgency.LAPSES),
    ],
)
def test_a_claim_presses_more_as_its_last_day_comes(
    followed: Floor, days: int, expected: Urgency
) -> None:
    followed.days_on(days)
    followed.wait_until("10:00")
    assert urgency(followed, "13800138000") == [expected]


@pytest.mark.fault("D5")
def test_one_key_sorts_what_lapses_today_stands_first(floor: Floor) -> None:
    floor.sign_in("a")
    floor.issue_books("a")
    for number, name in enumerate(["lapsing", "planned", "quiet", "late"]):
        floor.visit(phone=f"1390000000{number}", name=name, ref=name)
        floor.end(name, outcome="left")
    plans = {"planned": "2026-03-12", "quiet": "", "late": "2026-03-08"}
    floor.days_on(5)
    floor.wait_until("10:00")
    for number, name in enumerate(["lapsing", "planned", "quiet", "late"]):
        if name not in plans:
            continue
        told = {"next_on": plans[name]} if plans[name] else {}
        floor.give(
            "follow_up", by="a", phone=f"1390000000{number}", method="call", note="x", **told
        )
    floor.days_on(2)
    floor.wait_until("10:00")

    rows = due(floor.site_id or 0, [floor.actor("a").staff_id or 0], floor.now)

    assert [(row.name, row.pressing.value) for row in rows] == [
        ("lapsing", "lapses"),
        ("late", "late"),
        ("planned", "soon"),
        ("quiet", "later"),
    ]
    assert [row.due_on.isoformat() for row in rows] == [
        "2026-03-09",
        "2026-03-08",
        "2026-03-12",
        "2026-03-14",
    ]


@pytest.mark.clause("3.3.2.1")
def test_a_lapsed_claim_presses_no_longer(followed: Floor) -> None:
    followed.runs_due = False  # truth does not wait for a worker
    followed.days_on(8)
    followed.wait_until("00:00")
    assert urgency(followed, "13800138000") == []
    assert due_counts(followed.site_id or 0, followed.now) == {}


def test_what_was_planned_and_gone_by_is_late(followed: Floor) -> None:
    followed.give(
        "follow_up", by="a", phone="13800138000", method="call", note="再约", next_on="2026-03-03"
    )
    assert urgency(followed, "13800138000") == [Urgency.SOON]
    followed.days_on(1)
    followed.wait_until("10:00")
    assert urgency(followed, "13800138000") == [Urgency.TODAY]
    followed.days_on(1)
    followed.wait_until("10:00")
    assert urgency(followed, "13800138000") == [Urgency.LATE]
    staff = followed.actor("a").staff_id or 0
    row, *_ = due(followed.site_id or 0, [staff], followed.now)
    assert (row.name, row.grade, row.last_method, row.last_reached) == ("张建国", "A", "call", True)
    assert row.lapses_on.isoformat() == "2026-03-09"
    assert due_counts(followed.site_id or 0, followed.now)[staff].late == 1


@pytest.mark.clause("3.3.1.1")
def test_a_caller_must_come(followed: Floor) -> None:
    caller = followed.actor(followed.owner_of("13900139000") or "").staff_id or 0
    rows = {row.name: row.must_visit for row in due(followed.site_id or 0, [caller], followed.now)}
    assert rows["欧阳娜"] is True
