"""Each item of conduct: noted by its clause with its points, once within the hour, waived on appeal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from salesfloor.base.trades import Trade
from salesfloor.kernel.conduct.items import item_of
from tests.area_builder import Area
from tests.floor_builder import Floor

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet


def row(item: str, clause: str, points: int, *marks: pytest.MarkDecorator) -> ParameterSet:
    return pytest.param(item, clause, points, id=item, marks=marks)


ON_A_FLOOR = [
    row(
        "dress",
        "3.6.2.1",
        1,
        pytest.mark.clause("3.6.2.1", "kept"),
        pytest.mark.clause("3.6.2.1", "waived"),
    ),
    row("badge", "3.6.2.1", 1),
    row("private_business", "3.6.2.2", 1),
    row(
        "untidy",
        "3.6.2.3",
        1,
        pytest.mark.clause("3.6.2.3", "kept"),
        pytest.mark.clause("3.6.2.3", "waived"),
    ),
    row(
        "chat",
        "7.2.7",
        1,
        pytest.mark.clause("7.2.7", "kept"),
        pytest.mark.clause("7.2.7", "waived"),
    ),
    row("unattended", "7.1.12", 3),
    row(
        "quarrel",
        "7.2.4",
        3,
        pytest.mark.clause("7.2.4", "kept"),
        pytest.mark.clause("7.2.4", "waived"),
    ),
    row(
        "script_shown",
        "7.2.8",
        3,
        pytest.mark.clause("7.2.8", "kept"),
        pytest.mark.clause("7.2.8", "waived"),
    ),
    row(
        "loose_promise",
        "7.2.9",
        3,
        pytest.mark.clause("7.2.9", "kept"),
        pytest.mark.clause("7.2.9", "waived"),
    ),
    row(
        "unkind",
        "9.1.2.1",
        3,
        pytest.mark.clause("9.1.2.1", "kept"),
        pytest.mark.clause("9.1.2.1", "waived"),
    ),
    row(
        "anger",
        "9.7.2.1",
        3,
        pytest.mark.clause("9.7.2.1", "kept"),
        pytest.mark.clause("9.7.2.1", "waived"),
    ),
]
IN_AN_AREA = [
    row("uncollegial", "2.3.1", 1),
    row(
        "dress",
        "2.3.2",
        1,
        pytest.mark.clause("2.3.2", "kept"),
        pytest.mark.clause("2.3.2", "waived"),
    ),
    row("badge", "2.3.2", 1),
]
GRAVE = {
    "image": "7.2.5",
    "leak": "7.2.2",
    "money": "7.2.3",
    "false_statement": "9.3.2.7",
    "dishonest": "7.2.6",
}


def waived_on_appeal(site: Floor, item: str, clause: str, points: int) -> None:
    noted = site.give("observe", by="lead", who="a", item=item, note="Seen at the gate.")
    assert noted == {"conduct": 1, "item": item, "clause": clause, "points": points}
    refused = site.refusal("observe", by="manager", who="a", item=item, note="Seen too.")
    assert refused.clause == "input"
    assert site.ask("conduct_of", by="a", who="a")["points"] == points
    site.give("appeal", by="a", about="conduct:1", grounds="It was somebody else.")
    site.give("rule_on_appeal", by="manager", about="conduct:1", stands=False, reason="So it was.")
    answer = site.ask("conduct_of", by="a", who="a")
    assert (answer["points"], answer["rows"][0]["state"]) == (0, "waived")


@pytest.mark.django_db
@pytest.mark.parametrize(("item", "clause", "points"), ON_A_FLOOR)
def test_on_a_floor(item: str, clause: str, points: int) -> None:
    waived_on_appeal(Floor(), item, clause, points)


@pytest.mark.django_db
@pytest.mark.parametrize(("item", "clause", "points"), IN_AN_AREA)
def test_in_a_service_area(item: str, clause: str, points: int) -> None:
    waived_on_appeal(Area(), item, clause, points)


@pytest.mark.clause("1.3.2", "kept")
@pytest.mark.clause("1.3.2", "waived")
@pytest.mark.django_db
def test_in_a_region() -> None:
    waived_on_appeal(Floor(trade="distribution"), "dress", "1.3.2", 1)


@pytest.mark.django_db
@pytest.mark.clause("7.2.2", "kept")
@pytest.mark.clause("7.2.2", "refused")
@pytest.mark.clause("7.2.3", "kept")
@pytest.mark.clause("7.2.3", "refused")
@pytest.mark.clause("7.2.6", "kept")
@pytest.mark.clause("7.2.6", "refused")
@pytest.mark.clause("9.3.2.7", "kept")
@pytest.mark.clause("9.3.2.7", "refused")
def test_what_is_grave_is_opened_as_a_case() -> None:
    floor = Floor()
    for item, clause in GRAVE.items():
        found = item_of(item, Trade.REAL_ESTATE)
        assert found is not None
        assert found.clause == clause
        refused = floor.refusal("observe", by="lead", who="a", item=item, note="Seen.")
        assert refused.clause == "7.2.5"
        floor.give(
            "open_case", by="lead", kind="discipline", item=item, person="a", text="Seen by two."
        )
