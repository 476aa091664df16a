"""A service area where several people act at the same moment."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from salesfloor.kernel.checks.models import ItemVersion, SiteChecklist
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.findings.models import Finding, Step
from salesfloor.trades.venue.rounds.models import Chain, Miss, Round
from tests.concurrency.crowd import Result, at_once, give
from tests.service_area import CLEAN, PHOTO, ServiceArea

if TYPE_CHECKING:
    from datetime import datetime

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 24


@pytest.fixture
def area() -> ServiceArea:
    return ServiceArea(policy={"venue.duties": ["hygiene_round"]})


def act(area: ServiceArea, by: str, at: datetime, do: str, **given: Any) -> partial[Result]:
    return partial(give, area.actor(by), at, do, **given)


def answers_of(results: list[Result], field: str) -> list[Any]:
    return sorted(answer[field] for what, answer in results if what == "done")


def kinds(results: list[Result]) -> list[str]:
    return sorted(what for what, _ in results)


@pytest.mark.clause("2.4.3", "kept")
@pytest.mark.case(1)
@pytest.mark.fault("X15")
def test_many_checks_at_once(area: ServiceArea) -> None:
    """Numbers without gaps, one copy of the list, one open finding for each item of a zone."""
    at = area.moment("09:05")
    given = {"list": "hygiene", "answers": {**CLEAN, "bins": "fail"}, "photos": {"bins": [PHOTO]}}
    acts = [
        act(area, by, at, "check", subject=zone, **given)
        for _ in range(MANY // 4)
        for by in ("a", "b")
        for zone in ("WC", "SQ")
    ]

    results = at_once(acts)

    assert kinds(results) == ["done"] * MANY
    assert answers_of(results, "check") == list(range(1, MANY + 1))
    assert Finding.objects.count() == 2
    assert {finding.number for finding in Finding.objects.all()} == {1, 2}
    assert Step.objects.filter(kind="checked").count() == MANY - 2
    assert SiteChecklist.objects.count() == 1
    assert ItemVersion.objects.count() == len(CLEAN)
    assert Round.objects.count() == MANY
    assert area.ask("verify", by="manager", at=at)["ok"]


@pytest.mark.clause("2.4.3", "refused")
@pytest.mark.case(10)
@pytest.mark.case(11)
def test_one_recheck_decides(area: ServiceArea) -> None:
    """Passed and not passed at once: one of them stands, the person who comes second is told."""
    dust = {"kind": "hygiene", "subject": "WC", "grade": "c", "text": "Dust"}
    for number in range(1, 9):
        area.give("find", by="a", at="09:00", **dust)
        area.give("fix", by="a", at="09:01", finding=number, note="swept", photos=[PHOTO])
    at = area.moment("09:05")

    results = at_once(
        [
            act(area, by, at, "recheck", finding=number, passed=passed)
            for number in range(1, 9)
            for by, passed in (("b", True), ("lead", False))
        ]
    )

    assert kinds(results) == ["done"] * 8 + ["refused"] * 8
    assert {clause for what, clause in results if what == "refused"} == {"input"}
    for finding in Finding.objects.all():
        steps = list(finding.steps.filter(kind__in=["passed", "failed"]))
        assert len(steps) == 1
        assert finding.status == ("closed" if steps[0].kind == "passed" else "open")


def test_one_fix_stops_the_clock(area: ServiceArea) -> None:
    """Fixed by two people while the worker tells of it: fixed once, told once."""
    dust = {"kind": "hygiene", "subject": "WC", "grade": "a", "text": "Dust"}
    area.give("find", by="a", at="09:00", **dust)
    at = area.moment("11:05")
    fix = {"finding": 1, "note": "swept", "photos": [PHOTO]}

    def worker() -> Result:
        return "worker", [one.name for one in deadlines.run_due(at)]

    results = at_once([act(area, "a", at, "fix", **fix), act(area, "b", at, "fix", **fix), worker])

    assert kinds(results) == ["done", "refused", "worker"]
    told = [line for line in area.found() if line["overdue_levels"] == 1]
    assert len(told) == 1


@pytest.mark.clause("2.4.3", "missed")
@pytest.mark.case(34)
def test_a_round_and_the_worker_judge_a_due_time_once(area: ServiceArea) -> None:
    area.roster("day", "a", "b")
    area.wait_until("09:00")
    at = area.moment("10:00:01")
    rounds = [act(area, by, at, "round", place=zone, answers=CLEAN)
              for by in ("a", "b") for zone in ("WC", "SQ")]  # fmt: skip

    def worker() -> Result:
        return "worker", [one.name for one in deadlines.run_due(at)]

    results = at_once([*rounds, worker, worker])

    assert kinds(results) == ["done"] * 4 + ["worker"] * 2
    assert list(Miss.objects.order_by("zone__code").values_list("zone__code", flat=True)) == [
        "SQ", "WC",
    ]  # fmt: skip
    assert set(Chain.objects.values_list("next_due", flat=True)) == {area.moment("12:00:01")}


@pytest.mark.clause("2.1.4", "refused")
def test_one_takes_the_work_and_one_accepts_it(area: ServiceArea) -> None:
    area.give("report_fault", by="a", at="09:00", text="It leaks", place="WC")
    at = area.moment("09:05")
    started = at_once([act(area, by, at, "start_work", work_order=1) for by in ("a", "b", "lead")])
    assert kinds(started) == ["done", "refused", "refused"]
    area.give("finish_work", by="lead", at="09:10", work_order=1, note="New seal")
    accepted = at_once(
        [
            act(area, by, area.moment("09:15"), "accept_work", work_order=1, passed=passed)
            for by, passed in (("a", True), ("b", False), ("manager", True))
        ]
    )
    assert kinds(accepted) == ["done", "refused", "refused"]
    assert {clause for what, clause in accepted if what == "refused"} == {"2.1.4"}


def test_what_is_scarce_is_had_once(area: ServiceArea) -> None:
    """A code, an asset's stocktake, a place: the person who is second is refused in words."""
    area.give("asset", by="admin", at="09:00", asset="X", name="X", kind="other", place="WC")
    at = area.moment("09:05")
    counts = at_once([act(area, "admin", at, "begin_stocktake", name="All") for _ in range(4)])
    assert kinds(counts) == ["done"] + ["refused"] * 3
    zones = [
        act(area, "manager", at, "place", place="NEW", name=name, kind=kind)
        for name, kind in (("A", "zone"), ("B", "zone"), ("C", "zone"))
    ]
    assert set(kinds(at_once(zones))) <= {"done", "refused"}
    faults = [act(area, "a", at, "report_fault", text="Dark", place="SQ") for _ in range(12)]
    assert answers_of(at_once(faults), "work_order") == list(range(1, 13))


@pytest.mark.clause("2.1.6", "kept")
def test_hazards_at_once_are_each_reported(area: ServiceArea) -> None:
    at = area.moment("09:05")
    hazard = {"grade": "general", "text": "A hole", "action": "Closed off", "photos": [PHOTO]}
    found = at_once([act(area, "a", at, "hazard", place="WC", **hazard) for _ in range(8)])
    assert answers_of(found, "finding") == list(range(1, 9))
    reports = at_once(
        [
            act(area, "b", at, "report_hazard", finding=number, to="manager", how="call")
            for number in range(1, 9)
            for _ in range(2)
        ]
    )
    assert kinds(reports) == ["done"] * 16
    area.wait_until("12:00")
    assert area.told("hazard_unreported") == []
