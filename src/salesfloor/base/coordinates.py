"""Places on the globe: WGS-84 as telephones give it, GCJ-02 as Chinese maps show it, distances."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, floor, pi, radians, sin, sqrt
from typing import Annotated, Final

from pydantic import Field

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase

EARTH_RADIUS: Final = 6_371_008.8
"""Metres, the mean radius of the globe."""
_AXIS: Final = 6_378_245.0
_ECCENTRICITY: Final = 0.00669342162296594323
_PRECISE: Final = 1e-9
"""Degrees, a tenth of a millimetre."""
_MOST_ROUNDS: Final = 30


class Datum(Choice):
    """Which system a pair of coordinates is of."""

    WGS84 = "wgs84", phrase("As telephones measure (WGS-84)")
    GCJ02 = "gcj02", phrase("As Chinese maps show (GCJ-02)")


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Degrees north and east."""

    lat: float
    lon: float

    @property
    def is_shifted_on_maps(self) -> bool:
        """Tell whether Chinese maps show the place elsewhere than it is."""
        return 0.8293 <= self.lat <= 55.8271 and 72.004 <= self.lon <= 137.8347  # noqa: PLR2004


def on_chinese_maps(place: Coordinates) -> Coordinates:
    """Return WGS-84 coordinates in GCJ-02, by the public formula."""
    if not place.is_shifted_on_maps:
        return place
    north, east = _shift(place)
    return Coordinates(place.lat + north, place.lon + east)


def from_chinese_maps(shown: Coordinates) -> Coordinates:
    """Return GCJ-02 coordinates in WGS-84: the place that is shown there."""
    place = shown
    for _ in range(_MOST_ROUNDS):
        there = on_chinese_maps(place)
        north, east = shown.lat - there.lat, shown.lon - there.lon
        place = Coordinates(place.lat + north, place.lon + east)
        if abs(north) < _PRECISE and abs(east) < _PRECISE:
            break
    return place


def in_wgs84(given: Coordinates, datum: Datum) -> Coordinates:
    """Return coordinates of either system in WGS-84, the one in which they are kept."""
    return from_chinese_maps(given) if datum is Datum.GCJ02 else given


def metres_between(one: Coordinates, other: Coordinates) -> int:
    """Return the length of the great circle between two places, in whole metres, rounded half up."""
    north, east = radians(other.lat - one.lat), radians(other.lon - one.lon)
    chord = sin(north / 2) ** 2
    chord += cos(radians(one.lat)) * cos(radians(other.lat)) * sin(east / 2) ** 2
    return floor(2 * EARTH_RADIUS * asin(min(1.0, sqrt(chord))) + 0.5)


def _shift(place: Coordinates) -> tuple[float, float]:
    """Return by how many degrees GCJ-02 shows a place further north and east."""
    x, y = place.lon - 105.0, place.lat - 35.0
    waves = 20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    north += (waves + 20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
    north += (160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y * pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    east += (waves + 20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
    east += (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0
    lat = radians(place.lat)
    magic = 1 - _ECCENTRICITY * sin(lat) ** 2
    north_metres = _AXIS * (1 - _ECCENTRICITY) / (magic * sqrt(magic))
    east_metres = _AXIS / sqrt(magic) * cos(lat)
    return north * 180.0 / (north_metres * pi), east * 180.0 / (east_metres * pi)


Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
