"""The rules of units, prices and layouts as tables."""

from __future__ import annotations

from datetime import date

import pytest

from salesfloor.floor.catalogue import rules
from salesfloor.floor.catalogue.choices import UnitState

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("三室两厅两卫", (3, 2, 2)),
        ("2房2厅1卫（B户型）", (2, 2, 1)),
        ("十室十二厅二十一卫", (10, 12, 21)),
        ("一室", (1, None, None)),
        ("loft", (None, None, None)),
        ("3+1", (None, None, None)),
    ],
)
def test_what_a_name_says(name: str, counts: tuple[int | None, ...]) -> None:
    assert rules.counts_in(name) == counts


def test_codes_sort_by_their_numbers_then_letters() -> None:
    codes = ["1-1-10", "U2", "1-1-9", "U10", "10-1-1", "2-1-1"]

    assert sorted(codes, key=rules.by_number) == [
        "1-1-9",
        "1-1-10",
        "2-1-1",
        "10-1-1",
        "U2",
        "U10",
    ]


@pytest.mark.parametrize("state", UnitState)
@pytest.mark.parametrize("to", UnitState)
def test_units_go_their_ways_only(state: UnitState, to: UnitState) -> None:
    ways = {
        "available": {"withheld", "held"},
        "withheld": {"available"},
        "held": {"available", "subscribed"},
        "subscribed": {"held", "contracted", "available"},
        "contracted": {"available"},
    }

    assert bool(rules.may_become(state, to, unit="U1")) is (to in ways[state])


@pytest.mark.parametrize(
    ("text", "name", "tag"),
    [
        ("hall", "hall", ""),
        ("living room:daylight", "living room", "daylight"),
        ("客厅：采光", "客厅", "采光"),
        (":view", "view", ""),
    ],
)
def test_zones_name_their_strength(text: str, name: str, tag: str) -> None:
    assert rules.zone(text) == {"name": name, "tag": tag}


@pytest.mark.parametrize(
    ("from_on", "codes", "unknown", "may"),
    [
        (TODAY, ["U1", "U2"], [], True),
        (date(2026, 3, 1), ["U1"], [], False),
        (TODAY, ["U1", "U3"], ["U3"], False),
        (TODAY, ["U1", "U1"], [], False),
    ],
)
def test_what_a_price_list_may_say(
    from_on: date, codes: list[str], unknown: list[str], *, may: bool
) -> None:
    assert bool(rules.may_price(from_on=from_on, today=TODAY, codes=codes, unknown=unknown)) is may
