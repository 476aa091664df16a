"""Examinations as tables: what may be asked, what is drawn, what passes, when the next try is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from salesfloor.kernel.exams import rules

END = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("right", "may"),
    [([1], True), ([1, 3], True), ([], False), ([4], False), ([0], False), ([1, 4], False)],
)
def test_a_question_has_right_options_of_its_own(right: list[int], may: bool) -> None:
    assert bool(rules.may_be_asked(["one", "two", "three"], right)) is may


def test_a_paper_is_drawn_by_key_and_seed() -> None:
    pool = range(1, 31)

    paper = rules.drawn(pool, 10, key=b"key", seed="homes:a:1")

    assert paper == rules.drawn(pool, 10, key=b"key", seed="homes:a:1")
    assert len(set(paper)) == 10
    assert set(paper) <= set(pool)
    assert paper != rules.drawn(pool, 10, key=b"key", seed="homes:a:2")
    assert paper != rules.drawn(pool, 10, key=b"other", seed="homes:a:1")
    assert sorted(rules.drawn([1, 2], 10, key=b"key", seed="x")) == [1, 2]


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ({}, 0),
        ({1: [1, 3]}, 1),
        ({1: [3, 1], 2: [2]}, 2),
        ({1: [1], 2: [2]}, 1),
        ({1: [1, 2, 3], 2: []}, 0),
        ({2: [2], 9: [1]}, 1),
    ],
)
def test_all_right_options_and_only_these_count(given: dict[int, list[int]], right: int) -> None:
    assert rules.right_ones({1: [1, 3], 2: [2]}, given) == right


@pytest.mark.parametrize(
    ("right", "count", "mark", "passed"),
    [(4, 5, 80, True), (3, 5, 80, False), (79, 99, 80, False), (0, 5, 0, True), (5, 5, 100, True)],
)
def test_the_pass_mark_is_reached_exactly(
    right: int,
    count: int,
    mark: int,
    passed: bool,
) -> None:
    assert rules.has_passed(right, count, mark) is passed


@pytest.mark.parametrize(
    ("failed", "later", "may"),
    [
        ([], timedelta(), True),
        ([False], timedelta(hours=24), True),
        ([False], timedelta(hours=24, microseconds=-1), False),
        ([False, False], timedelta(hours=24), False),
        ([False, True], timedelta(hours=24), True),
        ([False, True, False], timedelta(days=9), False),
    ],
)
def test_the_next_try_waits_and_tries_are_counted(
    failed: list[bool],
    later: timedelta,
    may: bool,
) -> None:
    tries = [rules.Failed(END, is_extra) for is_extra in failed]

    assert bool(rules.may_start(tries, tries=2, wait_hours=24, at=END + later)) is may


@pytest.mark.parametrize(
    ("before", "until"),
    [
        (None, date(2026, 3, 12)),
        (date(2026, 3, 1), date(2026, 3, 12)),
        (date(2026, 3, 2), date(2026, 3, 12)),
        (date(2026, 3, 31), date(2026, 4, 10)),
        (date(2026, 4, 1), date(2026, 3, 12)),
    ],
)
def test_a_pass_renews_in_the_last_thirty_days(before: date | None, until: date) -> None:
    assert rules.valid_until(date(2026, 3, 2), 10, before) == until
