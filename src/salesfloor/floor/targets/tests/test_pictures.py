"""How far a site has come: steps over its working days, the line expected, the end forecast (4.5.3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from salesfloor.base.periods import read_period
from salesfloor.floor.results import api as results
from salesfloor.floor.targets import api as targets
from salesfloor.kernel.people import api as people
from tests.floor_builder import Floor

WEEK = read_period("2026-W11")
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"]


@pytest.mark.django_db
@pytest.mark.clause("4.5.3")
@pytest.mark.clause("4.1.2")
def test_the_steps_rise_on_working_days_and_the_end_is_forecast_from_the_days_that_are_over() -> (
    None
):
    policy = {"target.measure": "complete", "floor.duties": ["targets"], "work.weekdays": WEEKDAYS}
    floor = Floor(trade="bank_cards", policy=policy)
    for who, value in (("a", 10), ("b", 10)):
        given: dict[str, Any] = {
            "measure": "complete",
            "period": str(WEEK),
            "value": value,
            "person": who,
        }
        floor.give("set_target", by="manager", target=f"T-{who}", **given)
    away = {"who": "b", "kind": "annual", "from": "2026-03-12", "until": "2026-03-12"}
    floor.give("leave", by="manager", **away)
    for days, (a, b) in enumerate([(3, 1), (2, 0), (1, 0)], 7):
        floor.day = read_period("2026-W10").first + timedelta(days=days)
        for who, complete in (("a", a), ("b", b)):
            on = floor.day.isoformat()
            floor.give("count_results", by="desk", at="14:00", who=who, on=on, complete=complete)
    site = people.Site.objects.get(pk=floor.site_id or 0)
    # On Wednesday in the afternoon Monday and Tuesday are over.
    at = floor.moment("15:00")
    found = targets.so_far(site, WEEK, results.Measure.COMPLETE, at)
    assert [day.day for day in found.days] == [9, 10, 11, 12, 13]
    assert [one if one is None else int(one) for one in found.reached] == [4, 6, 7, None, None]
    # Ten each; of b's five days one is leave: 10 + 8.
    assert (found.asked, found.target) == (20, 18)
    assert [float(one) for one in found.expected] == [3.6, 7.2, 10.8, 14.4, 18]
    # Six in two days are fifteen in five.
    assert found.forecast == 15
    picture = targets.period_so_far(site, WEEK, results.Measure.COMPLETE, at)
    series = {str(one.label): list(one.values) for one in picture.charts[0].series}
    assert series["Forecast of the end"] == [None, None, None, None, 15]
    assert dict(picture.says.facts) == {"result": 7, "forecast": 15, "target": 18, "asked": 20}


@pytest.mark.django_db
def test_a_period_that_has_not_begun_is_told_in_words() -> None:
    floor = Floor(trade="bank_cards", policy={"target.measure": "complete"})
    site = people.Site.objects.get(pk=floor.site_id or 0)
    picture = targets.period_so_far(site, WEEK, results.Measure.COMPLETE, floor.moment("09:00"))
    assert not picture.charts
