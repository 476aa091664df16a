"""The price board on a wall: every stair gets its turn, and what stands beside each other can be read."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from salesfloor.base.china_time import CHINA
from salesfloor.floor.catalogue.television import TURNS_EVERY, Picture, picture_now, side_by_side

AT = datetime(2026, 3, 2, 10, 0, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("widths", "groups"),
    [
        ({}, []),
        ({"1": 2, "2": 2}, [("1", "2")]),
        ({"10": 6, "2": 6, "1": 4}, [("1", "2", "10")]),
        ({"1": 6, "2": 6, "3": 6}, [("1", "2"), ("3",)]),
        ({"1": 40, "2": 2}, [("1",), ("2",)]),
    ],
)
def test_stairs_that_fit_stand_beside_each_other(
    widths: dict[str, int], groups: list[tuple[str, ...]]
) -> None:
    assert list(side_by_side(widths)) == groups


def test_each_picture_has_its_turn() -> None:
    pictures = [Picture("1", ("1",)), Picture("1", ("2",)), Picture("2", ("1",))]

    shown = [picture_now(pictures, AT + timedelta(seconds=TURNS_EVERY * n)) for n in range(3)]

    assert sorted(shown, key=str) == sorted(pictures, key=str)
    assert picture_now([], AT) is None
