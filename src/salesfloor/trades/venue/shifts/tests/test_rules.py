"""Clause 2.4.1 as tables."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from salesfloor.base.china_time import CHINA
from salesfloor.base.posts import Post
from salesfloor.trades.venue.shifts import rules

DAY = date(2026, 3, 2)


def moment(clock: str, day: date = DAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), CHINA)


@pytest.mark.parametrize(
    ("arrived", "late"),
    [
        ("07:30:00", 0),
        ("07:45:00", 0),
        ("07:45:00.000001", 1),
        ("07:45:01", 1),
        ("07:46:00", 1),
        ("07:46:01", 2),
        ("08:10:00", 25),
    ],
)
def test_minutes_late(arrived: str, late: int) -> None:
    assert rules.late_minutes(moment(arrived), moment("08:00"), 15) == late


@pytest.mark.parametrize(
    ("starts", "ends", "last"),
    [
        ("08:00", "20:00", moment("20:00")),
        ("20:00", "08:00", moment("08:00", date(2026, 3, 3))),
        ("08:00", "08:00", moment("08:00", date(2026, 3, 3))),
    ],
)
def test_a_shift_runs_over_midnight(starts: str, ends: str, last: datetime) -> None:
    found = rules.hours_of(DAY, time.fromisoformat(starts), time.fromisoformat(ends))
    assert found == (moment(starts), last)


@pytest.mark.parametrize(
    ("post", "is_of_next_shift", "handed_over_it", "is_taken_over", "may"),
    [
        (Post.SALESPERSON, True, False, False, True),
        (Post.SALESPERSON, False, False, False, False),
        (Post.LEAD, False, False, False, True),
        (Post.MANAGER, False, False, False, True),
        (Post.SALESPERSON, True, True, False, False),
        (Post.LEAD, True, True, False, False),
        (Post.MANAGER, False, False, True, False),
    ],
)
def test_who_takes_over(
    post: Post,
    *,
    is_of_next_shift: bool,
    handed_over_it: bool,
    is_taken_over: bool,
    may: bool,
) -> None:
    verdict = rules.may_take_over(
        post,
        is_of_next_shift=is_of_next_shift,
        handed_over_it=handed_over_it,
        is_taken_over=is_taken_over,
    )
    assert bool(verdict) is may
    assert verdict.clause == "2.4.1"


@pytest.mark.parametrize(
    ("signed", "still_open", "named"),
    [
        ([], [], None),
        (["log:1", "finding:2"], ["finding:2", "log:1"], None),
        (["log:1"], ["finding:2", "log:1"], "Not seen yet: Finding 2."),
        (["log:1", "finding:2"], ["log:1"], "Not open any more: Finding 2."),
        (["log:1", "log:1"], ["log:1"], "Log 1"),
    ],
)
def test_what_is_signed_is_what_is_open(
    signed: list[str], still_open: list[str], named: str | None
) -> None:
    verdict = rules.has_seen(signed, still_open)
    assert (verdict.reason is None) == (named is None)
    assert named is None or named in str(verdict.reason)


@pytest.mark.parametrize(
    ("is_taken_over", "is_over", "is_excused", "may"),
    [
        (False, True, True, False),
        (True, True, False, True),
        (True, False, False, False),
        (True, False, True, True),
    ],
)
def test_when_a_shift_ends(
    *, is_taken_over: bool, is_over: bool, is_excused: bool, may: bool
) -> None:
    verdict = rules.may_end(is_taken_over=is_taken_over, is_over=is_over, is_excused=is_excused)
    assert bool(verdict) is may


@pytest.mark.parametrize(
    ("post", "writer", "may"),
    [
        (Post.MANAGER, Post.SALESPERSON, True),
        (Post.MANAGER, Post.LEAD, True),
        (Post.MANAGER, Post.MANAGER, False),
        (Post.DIRECTOR, Post.MANAGER, True),
        (Post.GENERAL_MANAGER, Post.DIRECTOR, True),
    ],
)
def test_who_acknowledges(post: Post, writer: Post, *, may: bool) -> None:
    assert bool(rules.may_acknowledge(post, writer)) is may
