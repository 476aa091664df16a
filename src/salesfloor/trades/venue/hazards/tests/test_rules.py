"""Whom the report of a hazard must reach, and what a plan must have (2.1.6)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from salesfloor.base.posts import Post
from salesfloor.trades.venue.hazards.rules import (
    Parts,
    may_be_plan,
    may_last,
    may_plan,
    may_raise,
    may_report,
    reached_by,
)

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
M, D, G = Post.MANAGER, Post.DIRECTOR, Post.GENERAL_MANAGER
WHOLE = Parts("new wiring", "Li", "2000", "switch it off")


@pytest.mark.parametrize(
    ("grade", "above", "post", "allowed"),
    [
        ("general", {M, D, G}, Post.LEAD, False),
        ("general", {M, D, G}, M, True),
        ("general", {M, D, G}, G, True),
        ("major", {M, D, G}, M, False),
        ("major", {M, D, G}, D, True),
        ("major", {M, D}, D, True),
        ("major", {M, G}, M, False),
        ("major", {M, G}, G, True),
        ("major", {M}, M, True),
        ("major", {M}, Post.LEAD, False),
    ],
)
def test_the_report_reaches_the_company(
    grade: str, above: set[Post], post: Post, *, allowed: bool
) -> None:
    verdict = may_report(post, reached_by(grade, above), is_finder=False)
    assert (bool(verdict), verdict.clause) == (allowed, "2.1.6")


def test_never_the_finder() -> None:
    assert not may_report(D, reached_by("general", {M, D}), is_finder=True)


@pytest.mark.parametrize(
    ("action", "photos", "allowed"), [("closed off", 1, True), ("", 1, False), ("off", 0, False)]
)
def test_a_hazard_has_an_action_and_a_photo(action: str, photos: int, *, allowed: bool) -> None:
    assert bool(may_raise(action=action, photos=photos)) is allowed


@pytest.mark.parametrize(
    ("post", "grade", "is_open", "clause"),
    [
        (M, "general", True, None),
        (D, "general", True, None),
        (M, "major", True, "2.1.6"),
        (D, "major", True, None),
        (D, "major", False, "input"),
    ],
)
def test_who_plans(post: Post, grade: str, *, is_open: bool, clause: str | None) -> None:
    verdict = may_plan(post, grade=grade, is_open=is_open)
    assert (None if verdict else verdict.clause) == clause


@pytest.mark.parametrize("missing", ["measures", "responsible", "money", "emergency"])
def test_a_plan_has_all_its_parts(missing: str) -> None:
    texts = {"measures": "a", "responsible": "b", "money": "c", "emergency": "d"}
    assert may_be_plan(Parts(**texts), at=NINE, fix_by=NINE)
    assert not may_be_plan(Parts(**{**texts, missing: ""}), at=NINE, fix_by=NINE)


def test_a_plan_comes_before_the_time_is_over() -> None:
    assert not may_be_plan(WHOLE, at=NINE + timedelta.resolution, fix_by=NINE)
    assert (bool(may_last(NINE, NINE)), bool(may_last(NINE + timedelta.resolution, NINE))) == (
        False, True,
    )  # fmt: skip
