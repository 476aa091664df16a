"""Teams by total beside teams per head (4.1.4)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from salesfloor.base.periods import read_period
from salesfloor.floor.results import api as results
from salesfloor.floor.standings import api as standings
from salesfloor.kernel.people import api as people
from tests.floor_builder import Floor


@pytest.mark.django_db
@pytest.mark.clause("4.1.4", "kept")
def test_a_small_team_that_is_ahead_per_head_is_named() -> None:
    floor = Floor(trade="bank_cards", policy={"target.measure": "complete"})
    for code, post in (("z", "lead"), ("y", "salesperson")):
        floor.give("staff", code=code, name=code, post=post, team="T2", at=floor.now)
    floor.day += timedelta(days=7)
    on = floor.day.isoformat()
    for who, complete in (("a", 3), ("b", 3), ("y", 4)):
        floor.give("count_results", by="desk", at="17:00", who=who, on=on, complete=complete)
    site, week = people.Site.objects.get(pk=floor.site_id or 0), read_period("2026-W11")
    picture = standings.order_of_teams(site, week, results.Measure.COMPLETE, floor.moment("19:00"))
    [chart] = picture.charts
    assert chart.labels == ["T1", "T2"]
    # Six by four people, four by one.
    assert [list(one.values) for one in chart.series] == [[6, 4], [1.5, 4]]
    assert picture.says.facts["teams"] == ("T1", "T2")
