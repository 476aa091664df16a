"""The form that claims a target offers the week whose time to claim is not over."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from salesfloor.base.china_time import CHINA
from salesfloor.floor.targets import api as targets
from salesfloor.kernel.people import api as people
from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db


@pytest.mark.clause("4.1.2", "applied")
@pytest.mark.parametrize(
    ("day", "clock", "week"),
    [(2, "23:59", "2026-W10"), (3, "00:00", "2026-W11"), (8, "12:00", "2026-W11")],
)
def test_the_week_that_can_still_be_claimed_is_offered(day: int, clock: str, week: str) -> None:
    floor = Floor(day=date(2026, 2, 23), policy={"floor.duties": ["targets"]})
    hour, minute = map(int, clock.split(":"))
    at = datetime(2026, 3, day, hour, minute, tzinfo=CHINA)
    site = people.Site.objects.get(pk=floor.site_id or 0)
    offered = targets.week_to_offer(site, people.staff_by_code("a").pk, at)
    assert str(offered) == week
    given = {"value": 5, "period": str(offered)}
    assert floor.give("claim_target", by="a", at=at, **given)["period"] == week
