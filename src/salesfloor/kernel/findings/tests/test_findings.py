"""A finding's life: raised, fixed with a photo, seen again by somebody else, told when late."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from salesfloor.kernel.findings.models import Finding, Step
from salesfloor.kernel.work import api as work
from tests.service_area import OTHER_PHOTO, PHOTO, ServiceArea

if TYPE_CHECKING:
    from salesfloor.base.commands import Answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def area() -> ServiceArea:
    return ServiceArea()


def find(area: ServiceArea, at: str = "09:00", **more: Any) -> Answer:
    given = {"kind": "hygiene", "subject": "WC", "grade": "a", "text": "Water on the floor"}
    return area.give("find", by=more.pop("by", "a"), at=at, **{**given, **more})


def fix(area: ServiceArea, at: str, by: str = "a") -> Answer:
    return area.give("fix", by=by, at=at, finding=1, note="mopped", photos=[PHOTO])


@pytest.mark.parametrize(("grade", "fix_by"), [("a", "02T11"), ("b", "03T09"), ("c", "05T09")])
def test_the_grade_gives_the_hours(area: ServiceArea, grade: str, fix_by: str) -> None:
    assert find(area, grade=grade) == {"finding": 1, "fix_by": f"2026-03-{fix_by}:00:00+08:00"}


@pytest.mark.parametrize(
    ("by", "changed", "clause"),
    [
        ("desk", {}, "access"),
        ("a", {"kind": "hazard"}, "input"),
        ("a", {"kind": "weather"}, "input"),
        ("a", {"grade": "general"}, "input"),
        ("a", {"subject": "nowhere"}, "input"),
        ("a", {"text": " "}, "input"),
        ("a", {"claimed_at": "2026-03-02T09:00:01+08:00"}, "input"),
        ("a", {"claimed_at": "2026-03-02T04:59:59+08:00"}, "input"),
    ],
)
def test_find_refuses(area: ServiceArea, by: str, changed: dict[str, Any], clause: str) -> None:
    given = {"kind": "hygiene", "subject": "WC", "grade": "c", "text": "Dust"}
    assert area.refusal("find", by=by, at="09:00", **{**given, **changed}).clause == clause


def test_a_claimed_time_at_the_edge_is_taken(area: ServiceArea) -> None:
    find(area, claimed_at="2026-03-02T05:00:00+08:00")
    assert Finding.objects.get().fix_by == area.moment("11:00")


def test_fixed_in_time_to_the_last_instant(area: ServiceArea) -> None:
    find(area)
    assert fix(area, "11:00") == {"finding": 1, "status": "fixed", "in_time": True}
    assert area.told("finding_overdue") == []


def test_a_fix_needs_a_photo_and_an_open_finding(area: ServiceArea) -> None:
    find(area)
    bare = area.refusal("fix", by="a", finding=1, note="mopped", photos=[])
    assert bare.clause == "2.4.3"
    fix(area, "09:30")
    again = area.refusal("fix", by="a", finding=1, note="mopped", photos=[PHOTO])
    assert again.clause == "input"


def test_somebody_else_rechecks(area: ServiceArea) -> None:
    find(area)
    assert area.refusal("recheck", by="b", finding=1, passed=True).clause == "input"
    fix(area, "09:30")
    assert area.refusal("recheck", by="a", finding=1, passed=True).clause == "2.4.3"
    answer = area.give("recheck", by="b", finding=1, passed=True)
    assert (answer["status"], area.found()[0]["rechecks"]) == ("closed", 0)
    assert area.refusal("recheck", by="b", finding=1, passed=True).clause == "input"


def test_not_passed_it_is_open_again_with_the_same_hours(area: ServiceArea) -> None:
    find(area)
    fix(area, "12:00")
    answer = area.give("recheck", by="b", at="12:30", finding=1, passed=False, note="still wet")
    assert answer == {"finding": 1, "status": "open", "fix_by": "2026-03-02T14:30:00+08:00"}
    area.wait_until("14:30:01")
    assert [(fields["level"], at) for at, fields in area.told("finding_overdue")] == [
        (1, area.moment("11:00")),
        (1, area.moment("14:30")),
    ]
    [line] = area.found()
    assert (line["rechecks"], line["overdue_levels"]) == (1, 2)


def test_the_line_above_is_told_level_by_level(area: ServiceArea) -> None:
    find(area, grade="a")
    area.wait_until(area.moment("11:00") + timedelta(days=4))
    told = [(fields["level"], fields["told"]) for _, fields in area.told("finding_overdue")]
    assert told == [(1, ["manager"]), (2, ["director"]), (3, ["gm"])]
    times = [at for at, _ in area.told("finding_overdue")]
    assert times == [area.moment("11:00") + timedelta(days=days) for days in range(3)]
    assert area.found()[0]["overdue_levels"] == 3


def test_rungs_up_to_the_finders_own_are_left_out(area: ServiceArea) -> None:
    find(area, by="manager")
    area.wait_until(area.moment("11:00") + timedelta(days=4))
    told = [(fields["level"], fields["told"]) for _, fields in area.told("finding_overdue")]
    assert told == [(1, ["director"]), (2, ["gm"])]


def test_with_nobody_above_it_is_told_once_to_nobody() -> None:
    area = ServiceArea(cast={"manager": "manager", "lead": "lead", "a": "salesperson"})
    area.give("find", by="manager", at="09:00", kind="hygiene", subject="WC", grade="a",
              text="Dust")  # fmt: skip
    area.wait_until(area.moment("11:00") + timedelta(days=4))
    assert [fields["told"] for _, fields in area.told("finding_overdue")] == [[]]


def test_a_worker_that_is_late_writes_the_same(area: ServiceArea) -> None:
    """What fell due before the fix happened, though nobody had written it down (case 34)."""
    area.without_worker()
    find(area)
    area.wait_until("12:00")
    assert area.found()[0]["overdue_levels"] == 1
    fix(area, "12:00")
    area.runs_due = True
    area.wait_until("13:00")
    [(at, fields)] = area.told("finding_overdue")
    assert (at, fields["level"]) == (area.moment("11:00"), 1)
    assert area.found()[0]["overdue_levels"] == 1


def test_time_is_given_once_within_twice_its_hours(area: ServiceArea) -> None:
    find(area)

    def until(clock: str) -> dict[str, Any]:
        return {"finding": 1, "until": area.moment(clock).isoformat(), "reason": "parts"}

    assert area.refusal("extend_finding", by="lead", **until("12:00")).clause == "access"
    too_long = area.refusal("extend_finding", by="manager", **until("15:00:01"))
    assert too_long.clause == "2.4.3"
    area.give("extend_finding", by="manager", at="11:00", **until("15:00"))
    assert area.told("finding_overdue") == []
    again = area.refusal("extend_finding", by="manager", **until("15:30"))
    assert again.clause == "2.4.3"
    late = area.refusal("extend_finding", by="manager", at="15:00:01", **until("16:00"))
    assert late.clause == "2.4.3"
    assert [at for at, _ in area.told("finding_overdue")] == [area.moment("15:00")]


def test_a_struck_finding_counts_nowhere(area: ServiceArea) -> None:
    find(area)
    area.give("strike", by="manager", register="finding", register_no=1, reason="by mistake")
    area.wait_until("12:00")
    assert (area.found(), area.told("finding_overdue")) == ([], [])
    assert area.refusal("fix", by="a", finding=1, note="x", photos=[PHOTO]).clause == "input"


def test_its_story_is_kept(area: ServiceArea) -> None:
    find(area)
    area.give("reply_finding", by="lead", finding=1, text="We are on it", said_by="Li")
    fix(area, "10:00")
    area.give("recheck", by="b", finding=1, passed=True, photos=[OTHER_PHOTO])
    steps = Step.objects.order_by("pk").values_list("kind", "by")
    assert list(steps) == [
        ("raised", "a"), ("replied", "lead"), ("fixed", "a"), ("passed", "b"),
    ]  # fmt: skip


def on_the_list(area: ServiceArea, by: str) -> list[tuple[str, str]]:
    """Return what is on somebody's list beside the rules to be signed."""
    items = work.items(area.actor(by), area.now)
    return [(one.kind, one.subject) for one in items if one.kind != "rules_to_sign"]


def test_it_is_on_the_lists_of_those_who_can_see_to_it(area: ServiceArea) -> None:
    find(area)
    assert on_the_list(area, "b") == [("finding_to_fix", "finding:1")]
    fix(area, "10:00")
    assert on_the_list(area, "b") == [("finding_to_recheck", "finding:1")]
    area.give("recheck", by="b", finding=1, passed=True)
    assert on_the_list(area, "b") == []


def test_lists_are_filtered(area: ServiceArea) -> None:
    find(area)
    find(area, at="09:05", subject="SQ", kind="order")
    assert [one["finding"] for one in area.found(kind="order")] == [2]
    assert [one["finding"] for one in area.found(subject="WC")] == [1]
    assert area.found(status="closed") == []
