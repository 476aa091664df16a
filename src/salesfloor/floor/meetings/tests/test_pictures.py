"""What the projector draws of an agenda (4.1.1, 4.1.2)."""

from __future__ import annotations

import pytest

from salesfloor.floor.meetings import pictures

ROWS = [
    {"who": "a", "claimed": 5, "target": None, "result": 6},
    {"who": "b", "claimed": 4, "target": 3, "result": 3.5},
]


@pytest.mark.clause("4.1.2")
def test_claims_stand_beside_results_in_the_order_of_the_item() -> None:
    entry = {"kind": "targets", "rows": ROWS}
    chart = pictures.chart_of(entry, {"a": "Zhou"})
    assert chart is not None
    assert chart.labels == ["Zhou", "b"]
    assert [one.values for one in chart.series] == [[6, 3.5], [5, 4], [None, 3]]
    told = pictures.reached(entry)
    assert told is not None
    assert (told.facts["reached"], told.facts["all"]) == (1, 2)


@pytest.mark.parametrize("kind", ["targets", "team_report", "no_deal", "issue"])
def test_an_item_without_figures_is_not_drawn(kind: str) -> None:
    entry = {"kind": kind, "rows": []}
    assert pictures.chart_of(entry, {}) is None
    assert pictures.reached(entry) is None
