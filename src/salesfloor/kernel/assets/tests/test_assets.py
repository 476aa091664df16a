"""The register of assets and its stocktakes."""

from __future__ import annotations

from typing import Any

import pytest

from salesfloor.kernel.assets.models import Asset
from tests.service_area import ServiceArea

pytestmark = pytest.mark.django_db


@pytest.fixture
def area() -> ServiceArea:
    area = ServiceArea()
    record(area, "PUMP", "WC")
    record(area, "BENCH", "SQ")
    record(area, "LAMP", "P1")
    return area


def record(area: ServiceArea, code: str, place: str, **more: Any) -> None:
    given = {"asset": code, "name": code.title(), "kind": "equipment", "place": place, **more}
    area.give("asset", by="admin", **given)


def refusal(area: ServiceArea, code: str, place: str, **more: Any) -> str:
    given = {"asset": code, "name": code.title(), "kind": "equipment", "place": place, **more}
    return area.refusal("asset", by="admin", **given).clause


def test_the_same_code_changes_what_is_known(area: ServiceArea) -> None:
    record(area, "PUMP", "WC", name="Big pump", value="1200.50", keeper="lead")
    asset = Asset.objects.get(code="PUMP")
    assert (asset.name, asset.value_fen, asset.keeper) == ("Big pump", 120050, "lead")


def test_a_code_stands_for_one_asset(area: ServiceArea) -> None:
    assert refusal(area, "PUMP", "SQ") == "input"
    area.give("retire_asset", by="manager", asset="PUMP", reason="worn out")
    assert refusal(area, "PUMP", "WC") == "input"
    other = ServiceArea("C2", prefix="x_")
    assert refusal(other, "BENCH", "x_SQ") == "input"
    assert refusal(other, "NEW", "SQ") == "input"
    assert refusal(area, "NEW", "SQ", keeper="nobody") == "input"


def test_it_moves_with_a_reason(area: ServiceArea) -> None:
    given = {"asset": "PUMP", "reason": "needed there"}
    assert area.give("move_asset", by="a", place="SQ", **given) == {"asset": "PUMP", "place": "SQ"}
    assert area.refusal("move_asset", by="a", place="SQ", **given).clause == "input"
    assert area.refusal("move_asset", by="desk", place="WC", **given).clause == "access"


def scan(area: ServiceArea, code: str, place: str) -> tuple[bool, str | None]:
    answer = area.give("scan_asset", by="a", stocktake=1, asset=code, place=place)
    return answer["known"], answer["moved_from"]


def test_a_stocktake_of_the_whole_site(area: ServiceArea) -> None:
    assert area.give("begin_stocktake", by="admin", name="Spring") == {
        "stocktake": 1, "expected": 3,
    }  # fmt: skip
    assert scan(area, "PUMP", "WC") == (True, None)
    assert scan(area, "BENCH", "WC") == (True, "SQ")
    assert scan(area, "BENCH", "WC") == (True, None)
    assert scan(area, "CHAIR", "WC") == (False, None)
    assert area.give("end_stocktake", by="manager", stocktake=1) == {
        "found": 2, "moved": ["BENCH"], "missing": ["LAMP"], "unknown": ["CHAIR"],
    }  # fmt: skip
    assert Asset.objects.get(code="BENCH").place.code == "WC"
    assert area.refusal("end_stocktake", by="manager", stocktake=1).clause == "input"
    given: dict[str, Any] = {"stocktake": 1, "asset": "PUMP", "place": "WC"}
    assert area.refusal("scan_asset", by="a", **given).clause == "input"


def test_a_stocktake_of_a_place_and_what_lies_in_it(area: ServiceArea) -> None:
    assert area.give("begin_stocktake", by="admin", name="WC", place="WC")["expected"] == 2
    overlapping = area.refusal("begin_stocktake", by="admin", name="All")
    assert overlapping.clause == "input"
    assert area.give("begin_stocktake", by="admin", name="SQ", place="SQ")["expected"] == 1
    area.give("end_stocktake", by="admin", stocktake=1)
    area.give("begin_stocktake", by="admin", name="P1", place="P1")


def test_the_retired_are_not_expected(area: ServiceArea) -> None:
    area.give("retire_asset", by="manager", asset="LAMP", reason="broken")
    assert area.give("begin_stocktake", by="admin", name="Spring")["expected"] == 2
