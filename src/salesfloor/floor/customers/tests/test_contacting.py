"""When and how to contact next: the suggestions as tables (9.6.2)."""

from __future__ import annotations

from datetime import date

import pytest

from salesfloor.floor.customers import contacting
from salesfloor.floor.customers.contacting import KeptFree

MONDAY = date(2026, 3, 2)
LAST = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("days", "last", "free", "suggested"),
    [
        ([2, 3], LAST, KeptFree(), "2026-03-05"),
        ([1, 2], LAST, KeptFree(), "2026-03-04"),
        ([2, 3], date(2026, 3, 4), KeptFree(), "2026-03-04"),
        ([2, 3], date(2026, 3, 3), KeptFree(), "2026-03-03"),
        ([2, 3], MONDAY, KeptFree(), None),
        ([2, 3], None, KeptFree(), "2026-03-05"),
        ([2, 3], LAST, KeptFree(weekdays=frozenset({"thu"})), "2026-03-04"),
        ([2, 3], LAST, KeptFree(weekdays=frozenset({"wed", "thu"})), "2026-03-03"),
        ([2, 3], LAST, KeptFree(spans=((date(2026, 3, 3), date(2026, 3, 7)),)), "2026-03-08"),
        ([2, 3], LAST, KeptFree(spans=((date(2026, 3, 3), date(2026, 3, 9)),)), None),
        ([2, 3], LAST, KeptFree(is_all=True), None),
        ([2, 3], None, KeptFree(is_all=True), None),
    ],
)
@pytest.mark.clause("9.6.2.2", "kept")
def test_the_suggested_day(
    days: list[int], last: date | None, free: KeptFree, suggested: str | None
) -> None:
    found = contacting.suggested_day(MONDAY, days, last_valid=last, free=free)
    assert found == (date.fromisoformat(suggested) if suggested else None)


@pytest.mark.parametrize(
    ("used", "suggested"),
    [
        ([], "call"),
        (["call"], "message"),
        (["message", "call"], "visit"),
        (["visit", "message"], "call"),
    ],
)
@pytest.mark.clause("9.6.2.3", "kept")
def test_the_suggested_method(used: list[str], suggested: str) -> None:
    assert contacting.suggested_method(used, free=KeptFree()) == suggested
    assert contacting.suggested_method(used, free=KeptFree(is_all=True)) is None


@pytest.mark.parametrize(
    ("reached", "days", "reason", "asks"),
    [
        (None, [2, 3], "", False),
        ("2026-03-02", [2, 3], "", True),
        ("2026-03-01", [2, 3], "", True),
        ("2026-03-01", [2, 3], "asked for it", False),
        ("2026-02-28", [2, 3], "", False),
        ("2026-03-01", [1, 2], "", False),
        ("2026-03-02", [1, 2], "", True),
    ],
)
@pytest.mark.clause("9.6.2.2", "kept")
def test_a_reason_is_asked_for(
    reached: str | None, days: list[int], reason: str, *, asks: bool
) -> None:
    reached_on = date.fromisoformat(reached) if reached else None
    assert contacting.asks_reason(MONDAY, reached_on, days, reason=reason) is asks


def test_a_third_contact_in_a_row_of_the_same_way_does_not_vary() -> None:
    assert contacting.varies("call", ("call", "visit"))
    assert contacting.varies("call", ("call",))
    assert not contacting.varies("call", ("call", "call"))
