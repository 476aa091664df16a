"""Who owns by shares, when a case is decided, how shares are read (3.5.1): tables."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from salesfloor.base.divided import hundredths, in_equal_parts
from salesfloor.base.input_errors import UnusableError
from salesfloor.floor.disputes import rules

EARLY, LATE = datetime(2026, 3, 2, 9, tzinfo=UTC), datetime(2026, 3, 2, 10, tzinfo=UTC)
CODES = {1: "b", 2: "a", 3: "c"}
DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("shares", "present", "tied", "owner"),
    [
        ({1: 60, 2: 40}, 2, {}, 1),
        ({1: 50, 2: 50}, 2, {1: EARLY, 2: LATE}, 2),
        ({1: 50, 2: 50}, 3, {1: EARLY, 2: LATE}, 1),
        ({1: 50, 2: 50}, None, {2: LATE}, 2),
        ({1: 50, 2: 50}, None, {1: EARLY, 2: EARLY}, 2),
        ({1: 50, 2: 50}, None, {}, 2),
        ({1: 40, 2: 40, 3: 20}, 3, {1: EARLY, 2: LATE, 3: EARLY}, 1),
    ],
)
def test_owner(
    shares: dict[int, int], present: int | None, tied: dict[int, datetime], owner: int
) -> None:
    assert rules.owner_by(shares, present, tied, CODES) == owner


@pytest.mark.parametrize(
    ("today", "failed", "left", "may"),
    [
        (DAY, False, False, False),
        (date(2026, 3, 6), False, False, True),
        (DAY, True, False, True),
        (DAY, False, True, True),
    ],
)
def test_when_it_is_decided(today: date, failed: bool, left: bool, may: bool) -> None:
    verdict = rules.may_decide(today=today, negotiate_until=DAY, has_failed=failed, party_left=left)
    assert bool(verdict) is may


@pytest.mark.parametrize(
    ("deposit", "days", "today", "may"),
    [
        (None, 7, date(2026, 4, 1), True),
        (date(2026, 3, 1), 0, date(2026, 4, 1), True),
        (date(2026, 3, 1), 7, date(2026, 3, 8), True),
        (date(2026, 3, 1), 7, date(2026, 3, 9), False),
    ],
)
def test_how_long_it_is_raised(
    deposit: date | None,
    days: int,
    today: date,
    may: bool,
) -> None:
    assert bool(rules.may_still_be_raised(deposit, days, today)) is may


@pytest.mark.parametrize(
    ("given", "part"),
    [(1, 100), (0, 0), (0.5, 50), ("0.33", 33), (1.0, 100), (0.1, 10), ("0.50", 50)],
)
def test_shares_are_read_by_their_text(given: object, part: int) -> None:
    assert hundredths(given) == part


@pytest.mark.parametrize("given", [1.01, -0.1, "0.333", 0.125, True, None, "half", "1.5", 2])
def test_what_is_no_share(given: object) -> None:
    with pytest.raises(UnusableError):
        hundredths(given)


@pytest.mark.parametrize(
    ("people", "first", "shares"),
    [
        ([1, 2], None, {1: 50, 2: 50}),
        ([1, 2, 3], 2, {1: 33, 2: 34, 3: 33}),
        ([1, 2, 3], 9, {1: 34, 2: 33, 3: 33}),
        ([1, 2, 3, 4, 5, 6], 3, {1: 16, 2: 16, 3: 20, 4: 16, 5: 16, 6: 16}),
        ([1, 2, 3, 4, 5, 6], None, {1: 17, 2: 17, 3: 17, 4: 17, 5: 16, 6: 16}),
    ],
)
def test_halves(people: list[int], first: int | None, shares: dict[int, int]) -> None:
    assert in_equal_parts(people, first) == shares
