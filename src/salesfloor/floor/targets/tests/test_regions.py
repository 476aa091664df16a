"""Targets of a sales region: what was shipped fills them, and dealers need a contract (1.1.3, 1.2.5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pytest

from salesfloor.base.commands import COMMANDS
from salesfloor.base.periods import read_period
from salesfloor.base.refusals import Refused
from salesfloor.floor.targets import regions, rules
from salesfloor.web.forms import fields_of_form
from tests.floor_builder import Floor

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Shipments:
    """A market with two brands and two dealers, of which one has a contract; `sold` is units by area."""

    sold: dict[str, int] = field(default_factory=dict)

    def has_item(self, code: str) -> bool:
        return code in {"still", "sparkling"}

    def has_dealer(self, code: str, site_id: int) -> bool:
        return bool(site_id) and code in {"D1", "D2"}

    def has_contract(self, code: str, site_id: int, day: date) -> bool:
        return bool(site_id) and code == "D1" and day >= date(2026, 1, 1)

    def shipped(self, share: regions.Share, measure: regions.Shipped) -> int:
        assert measure is regions.Shipped.QUANTITY
        if share.item == "sparkling" or share.last < share.first:
            return 0
        wanted = share.areas if share.areas is not None else set(self.sold)
        return sum(self.sold.get(area, 0) for area in wanted)


@pytest.fixture
def market() -> Iterator[Shipments]:
    before = regions.market()
    shipments = Shipments({"NA": 30, "NB": 4})
    regions.use_market(shipments)
    yield shipments
    regions.use_market(before)


@pytest.fixture
def region() -> Floor:
    floor = Floor("R1", trade="distribution")
    for code, within in (("N", None), ("NA", "N"), ("NB", "N")):
        kind = "area" if within else "region"
        floor.give("place", by="admin", place=code, name=code, kind=kind, within=within)
    floor.give("set_target", by="manager", target="T", measure="quantity", period="2026", value=100)
    return floor


def shares(*codes: str) -> list[dict[str, object]]:
    return [{"key": code, "weight": 1} for code in codes]


@pytest.mark.django_db
@pytest.mark.usefixtures("market")
def test_what_fits_no_part_is_a_part_without_a_key(region: Floor) -> None:
    region.give("break_down", by="manager", target="T", across="place", parts=shares("NA"))

    found = region.ask("target_of", by="manager", target="T", on="2026-12-31")

    assert (found["done"], found["behind"]) == (34, True)
    assert [(one["key"], one["done"]) for one in found["parts"]] == [("NA", 30), (None, 4)]
    assert found["parts"][-1]["target"] is None


@pytest.mark.django_db
@pytest.mark.usefixtures("market")
def test_nothing_is_left_where_the_parts_have_it_all(region: Floor) -> None:
    region.give("break_down", by="manager", target="T", across="place", parts=shares("NA", "NB"))

    found = region.ask("target_of", by="manager", target="T", on="2026-12-31")

    assert [one["key"] for one in found["parts"]] == ["NA", "NB"]


@pytest.mark.django_db
@pytest.mark.usefixtures("market")
@pytest.mark.parametrize(
    ("across", "keys", "clause"),
    [
        ("dealer", ["D1", "D2"], "1.2.5"),
        ("dealer", ["D3"], "input"),
        ("item", ["still", "water"], "input"),
        ("period", ["2026-Q1", "2026-02"], "1.1.3"),
        ("period", ["2026-Q1", "2026-Q2"], "1.1.3"),
    ],
)
def test_parts_that_do_not_fit(region: Floor, across: str, keys: list[str], clause: str) -> None:
    refused = region.refusal(
        "break_down", by="manager", target="T", across=across, parts=shares(*keys)
    )

    assert refused.clause == clause


@pytest.mark.django_db
@pytest.mark.usefixtures("market")
def test_an_item_is_split_once_and_set_anew_it_drops_its_parts(region: Floor) -> None:
    region.give(
        "break_down", by="manager", target="T", across="item", parts=shares("still", "sparkling")
    )
    assert split_again(region).clause == "input"

    region.give("set_target", by="manager", target="T", measure="quantity", period="2026", value=50)

    assert region.ask("target_of", by="manager", target="T")["parts"] == []
    assert split_again(region).clause == "input"


def split_again(region: Floor) -> Refused:
    parts = shares("still")
    return region.refusal("break_down", by="manager", target="T/still", across="item", parts=parts)


@pytest.mark.parametrize(
    ("whole", "parts", "fills"),
    [
        ("2026", ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"], True),
        ("2026", [f"2026-{month:02}" for month in range(1, 13)], True),
        ("2026-Q1", ["2026-01", "2026-02", "2026-03"], True),
        ("2026-Q1", ["2026-01", "2026-02", "2026-04"], False),
        ("2026-03", ["2026-W10", "2026-W11"], False),
        ("2026", ["2025-Q1", "2026-Q2", "2026-Q3", "2026-Q4"], False),
        ("2026", ["2026"], False),
    ],
)
def test_periods_that_fill(whole: str, parts: list[str], fills: bool) -> None:
    found = rules.periods_fill(read_period(whole), [read_period(one) for one in parts])

    assert bool(found) is fills


def test_the_form_offers_the_measures_of_floors_and_regions() -> None:
    measure = next(one for one in fields_of_form(COMMANDS["set_target"]) if one.name == "measure")

    assert measure.kind == "choice"
    assert {"deals", "money", "quantity"} <= {code for code, _ in measure.choices}
