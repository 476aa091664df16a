"""Checks: what must be answered, how many points that is, what a failed item raises."""

from __future__ import annotations

from typing import Any

import pytest

from salesfloor.kernel.checks.models import Check, CheckAnswer
from salesfloor.kernel.files import api as files
from tests.service_area import CLEAN, OTHER_PHOTO, PHOTO, ServiceArea

pytestmark = pytest.mark.django_db


@pytest.fixture
def area() -> ServiceArea:
    return ServiceArea()


def test_a_clean_zone(area: ServiceArea) -> None:
    assert area.check(at="09:00") == {
        "check": 1, "score": 100.0, "failed": [], "findings": [], "work_orders": [], "tasks": [],
    }  # fmt: skip


def test_points_and_findings(area: ServiceArea) -> None:
    answer = area.check(at="09:00", bins=[PHOTO], pests=[OTHER_PHOTO])
    assert (answer["score"], answer["failed"]) == (60.0, ["bins", "pests"])
    assert answer["findings"] == [
        {"finding": 1, "item": "bins", "grade": "c", "fix_by": "2026-03-05T09:00:00+08:00"},
        {"finding": 2, "item": "pests", "grade": "b", "fix_by": "2026-03-03T09:00:00+08:00"},
    ]


def test_items_that_do_not_apply_count_nowhere(area: ServiceArea) -> None:
    dry = {**CLEAN, "toilet_smell": "na", "basin": "na", "paper_soap": "fail"}
    answer = area.give("check", by="a", list="hygiene", subject="SQ", answers=dry)
    assert answer["score"] == 85.7


@pytest.mark.parametrize(
    ("by", "changed", "clause"),
    [
        ("desk", {}, "access"),
        ("director", {}, "access"),
        ("a", {"list": "nothing"}, "input"),
        ("a", {"subject": "P1"}, "input"),
        ("a", {"answers": {"floor": "pass"}}, "input"),
        ("a", {"answers": {**CLEAN, "windows": "pass"}}, "input"),
        ("a", {"answers": {**CLEAN, "floor": "na"}}, "input"),
        ("a", {"answers": {**CLEAN, "floor": 3}}, "input"),
        ("a", {"answers": {**CLEAN, "floor": "good"}}, "input"),
        ("a", {"photos": {"windows": [PHOTO]}}, "input"),
        ("a", {"photos": {"floor": ["no hash"]}}, "input"),
        ("a", {"claimed_at": "2026-03-02T10:00:00+08:00"}, "input"),
        ("a", {"answers": {**CLEAN, "floor": "fail"}}, "2.4.3"),
        ("a", {"answers": {**CLEAN, "floor": "fail"}, "photos": {"floor": []}}, "2.4.3"),
        ("a", {"answers": {**CLEAN, "floor": "fail"}, "photos": {"bins": [PHOTO]}}, "2.4.3"),
    ],
)
def test_refusals(area: ServiceArea, by: str, changed: dict[str, Any], clause: str) -> None:
    given = {"list": "hygiene", "subject": "WC", "answers": CLEAN}
    assert area.refusal("check", by=by, at="09:00", **{**given, **changed}).clause == clause
    assert not Check.objects.exists()


def test_the_same_item_raises_no_second_finding_while_one_is_open(area: ServiceArea) -> None:
    first = area.check(at="09:00", bins=[PHOTO])["findings"]
    assert area.check(at="10:00", bins=[OTHER_PHOTO])["findings"] == first
    area.give("fix", by="a", finding=1, note="emptied", photos=[PHOTO])
    assert area.check(at="11:00", bins=[PHOTO])["findings"] == first
    area.give("recheck", by="b", finding=1, passed=True)
    [second] = area.check(at="12:00", bins=[PHOTO])["findings"]
    assert second["finding"] == 2
    [other] = area.check(at="12:30", zone="SQ", bins=[PHOTO])["findings"]
    assert other["finding"] == 3


def test_the_house_itself_is_checked(area: ServiceArea) -> None:
    tidy = dict.fromkeys(("clean", "fire_safe", "tidy", "hygiene_record"), "pass")
    given: dict[str, Any] = {
        "list": "office",
        "subject": "CR",
        "answers": {**tidy, "fire_safe": "fail"},
    }
    assert area.refusal("check", by="manager", **given).clause == "2.2.11"
    [raised] = area.give("check", by="manager", at="09:00", photos={"fire_safe": [PHOTO]}, **given)[
        "findings"
    ]
    assert (raised["grade"], raised["fix_by"]) == ("a", "2026-03-02T11:00:00+08:00")


def test_a_check_keeps_what_was_answered(area: ServiceArea) -> None:
    area.check(at="09:00", bins=[PHOTO])
    answer = CheckAnswer.objects.get(item="bins")
    assert (answer.result, answer.weight, answer.grade) == ("fail", 2, "c")
    [photo] = files.of(area.site_id or 0, "check:1")
    assert (photo.part, photo.value, photo.is_awaited) == ("bins", PHOTO, True)
    [of_finding] = files.of(area.site_id or 0, "finding:1")
    assert of_finding.value == PHOTO
    assert answer.version is not None


def test_checks_are_listed_newest_first(area: ServiceArea) -> None:
    area.check(at="09:00", bins=[PHOTO])
    area.check(at="10:00", zone="SQ", by="b")
    listed = area.ask("checks", by="admin")["checks"]
    assert [(one["check"], one["who"], one["score"]) for one in listed] == [
        (2, "b", 100.0), (1, "a", 80.0),
    ]  # fmt: skip
    assert listed[1] == {
        "check": 1,
        "list": "hygiene",
        "subject": "WC",
        "at": "2026-03-02T09:00:00+08:00",
        "who": "a",
        "score": 80.0,
        "failed": ["bins"],
    }


def test_lists_of_checks_are_filtered(area: ServiceArea) -> None:
    area.check(at="09:00")
    area.check(at="10:00", zone="SQ")

    def numbers(**asked: str) -> list[int]:
        return [one["check"] for one in area.ask("checks", by="a", **asked)["checks"]]

    assert numbers(list="hygiene", subject="SQ") == [2]
    assert (numbers(period="2026-03"), numbers(period="2026-02")) == ([2, 1], [])
    area.give("strike", by="manager", register="check", register_no=1, reason="wrong zone")
    assert numbers() == [2]


def test_a_late_entry_keeps_both_times(area: ServiceArea) -> None:
    area.give("check", by="a", at="09:00", list="hygiene", subject="WC", answers=CLEAN,
              claimed_at="2026-03-02T08:30:00+08:00")  # fmt: skip
    check = Check.objects.get()
    assert (check.at, check.claimed_at) == (area.moment("09:00"), area.moment("08:30"))


def test_a_list_about_people_is_for_leaders(area: ServiceArea) -> None:
    tidy = dict.fromkeys(("uniform", "badge", "hair", "words"), "pass")
    given: dict[str, Any] = {
        "list": "appearance",
        "subject": "a",
        "answers": {**tidy, "hair": "fail"},
    }
    assert area.refusal("check", by="b", **given).clause == "access"
    answer = area.give("check", by="lead", **given)
    assert (answer["score"], answer["findings"]) == (83.3, [])
    assert area.refusal("check", by="lead", **{**given, "subject": "nobody"}).clause == "input"


def test_facilities_raise_work_orders(area: ServiceArea) -> None:
    works = dict.fromkeys(
        ("water", "power", "lighting", "toilets", "fire_equipment", "parking"), "pass"
    )
    answers = {**works, "barrier_free": "na", "charging": "fail", "water": "fail"}
    answer = area.give("check", by="a", list="facilities", subject="CR", answers=answers)
    assert (answer["work_orders"], answer["findings"]) == ([1, 2], [])


def test_each_sign_in_use_is_an_item(area: ServiceArea) -> None:
    given = {"list": "signs", "subject": "CR"}
    assert area.give("check", by="a", **given, answers={})["score"] is None
    for code, kind in (("S1", "sign"), ("S2", "sign"), ("B1", "furniture")):
        area.give("asset", by="admin", asset=code, name=code, kind=kind, place="SQ")
    assert area.refusal("check", by="a", **given, answers={"S1": "pass"}).clause == "input"
    answers = {"S1": "pass", "S2": "fail"}
    assert area.refusal("check", by="a", **given, answers=answers).clause == "2.4.7"
    photos = {"S2": [PHOTO]}
    assert area.give("check", by="a", **given, answers=answers, photos=photos)["work_orders"] == [1]
    orders = area.ask("work_orders", by="a", asset="S2")["work_orders"]
    assert [one["work_order"] for one in orders] == [1]
