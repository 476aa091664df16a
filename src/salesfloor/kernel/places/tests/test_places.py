"""Places: where they lie, who records which, in which order they are listed."""

from __future__ import annotations

from typing import Any

import pytest

from salesfloor.kernel.places.models import Place
from tests.floor_builder import Floor
from tests.service_area import ServiceArea

pytestmark = pytest.mark.django_db


def region() -> Floor:
    floor = Floor("R1", trade="distribution", prefix="r_")
    floor.give("place", by="director", place="S", name="South", kind="region")
    floor.give("place", by="admin", place="S-1", name="Coast", kind="area", within="S")
    floor.give("place", by="director", place="S-1-a", name="Port", kind="district", within="S-1")
    return floor


def test_the_path_runs_from_the_top() -> None:
    area = ServiceArea()
    answer = area.give("place", by="manager", place="P2", name="Point 2",
                       kind="point", within="SQ")  # fmt: skip
    assert answer == {"place": "P2", "path": ["SQ", "P2"]}


def test_places_are_listed_in_order_of_path() -> None:
    floor = region()
    listed = floor.ask("places", by="a")["places"]
    assert [one["path"] for one in listed] == [["S"], ["S", "S-1"], ["S", "S-1", "S-1-a"]]
    inside = floor.ask("places", by="a", within="S-1")["places"]
    assert [one["place"] for one in inside] == ["S-1", "S-1-a"]


def test_the_same_code_again_changes_name_and_coordinates() -> None:
    area = ServiceArea()
    area.give("place", by="manager", place="WC", name="Lavatories", kind="zone", lat=30, lon=104)
    area.give("place", by="manager", place="WC", name="Lavatories", kind="zone",
              lat=29.99731, lon=104.00228, datum="gcj02")  # fmt: skip
    place = Place.objects.get(code="WC")
    assert place.name == "Lavatories"
    assert place.lat == pytest.approx(30, abs=1e-4)
    assert place.lon == pytest.approx(104, abs=1e-4)


@pytest.mark.parametrize(
    ("by", "given", "clause"),
    [
        ("manager", {"place": "N", "kind": "region"}, "access"),
        ("lead", {"place": "Z", "kind": "zone"}, "access"),
        ("manager", {"place": "Z", "kind": "zone", "within": "WC"}, "input"),
        ("manager", {"place": "P9", "kind": "point"}, "input"),
        ("manager", {"place": "P9", "kind": "point", "within": "P1"}, "input"),
        ("manager", {"place": "P1", "kind": "point", "within": "SQ"}, "input"),
        ("manager", {"place": "P9", "kind": "point", "within": "nowhere"}, "input"),
        ("manager", {"place": "WC", "kind": "point", "within": "SQ"}, "input"),
        ("manager", {"place": "Z", "kind": "zone", "lat": 30}, "input"),
        ("manager", {"place": "Z", "kind": "zone", "lat": 95, "lon": 10}, "input"),
        ("director", {"place": "A", "kind": "area"}, "input"),
    ],
)
def test_refusals(by: str, given: dict[str, Any], clause: str) -> None:
    area = ServiceArea()
    assert area.refusal("place", by=by, name="Somewhere", **given).clause == clause


def test_a_site_has_one_region() -> None:
    floor = region()
    given = {"place": "T", "name": "Another", "kind": "region"}
    assert floor.refusal("place", by="director", **given).clause == "input"


def test_zones_stand_in_a_service_area_only() -> None:
    floor = region()
    given = {"place": "Z", "name": "Square", "kind": "zone"}
    assert floor.refusal("place", by="manager", **given).clause == "input"


def test_a_place_of_another_site_is_left_alone() -> None:
    ServiceArea()
    other = ServiceArea("C2", prefix="x_")
    given = {"place": "WC", "name": "Ours now", "kind": "zone"}
    assert other.refusal("place", by="manager", **given).clause == "input"
    assert Place.objects.get(code="WC").name == "Toilets"
