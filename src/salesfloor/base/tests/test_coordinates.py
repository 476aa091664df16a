"""Places: from telephones and from Chinese maps, and how far apart they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesfloor.base.coordinates import (
    Coordinates,
    Datum,
    from_chinese_maps,
    in_wgs84,
    metres_between,
    on_chinese_maps,
)

CHENGDU = Coordinates(30.0, 104.0)


def test_the_public_formula() -> None:
    shown = on_chinese_maps(CHENGDU)
    assert (round(shown.lat, 5), round(shown.lon, 5)) == (29.99731, 104.00228)
    assert metres_between(CHENGDU, shown) == 371
    assert metres_between(in_wgs84(shown, Datum.GCJ02), CHENGDU) == 0
    assert in_wgs84(CHENGDU, Datum.WGS84) == CHENGDU


@pytest.mark.parametrize(
    ("one", "other", "metres"),
    [
        (Coordinates(0, 0), Coordinates(0, 0), 0),
        (Coordinates(0, 0), Coordinates(0, 180), 20_015_114),
        (Coordinates(90, 0), Coordinates(-90, 0), 20_015_114),
        (Coordinates(0, 0), Coordinates(0, 1), 111_195),
        (Coordinates(0, 179.5), Coordinates(0, -179.5), 111_195),
    ],
)
def test_distances(one: Coordinates, other: Coordinates, metres: int) -> None:
    assert metres_between(one, other) == metres_between(other, one) == metres


def test_elsewhere_maps_show_places_where_they_are() -> None:
    paris = Coordinates(48.8566, 2.3522)
    assert on_chinese_maps(paris) == from_chinese_maps(paris) == paris


@given(st.floats(18, 53), st.floats(73.5, 135))
def test_there_and_back(lat: float, lon: float) -> None:
    place = Coordinates(lat, lon)
    back = from_chinese_maps(on_chinese_maps(place))
    assert metres_between(place, back) == 0
    assert metres_between(place, on_chinese_maps(place)) < 1500
