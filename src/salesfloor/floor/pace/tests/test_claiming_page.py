"""The form that claims a target offers the week whose time to claim is not over."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest

from salesfloor.base.china_time import CHINA
from salesfloor.floor.targets import api as targets
from salesfloor.kernel.people import api as people
from tests.floor_builder import Floor
from tests.visitor import visitor

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


@pytest.mark.clause("4.1.2", "refused")
def test_nobody_is_offered_who_has_no_target_to_claim() -> None:
    floor = Floor(policy={"floor.duties": ["targets"]})
    floor.give("staff", by=None, code="reception", name="Qin", post="desk", team=None)
    shown = visitor(floor, "manager").get("/progress/").content.decode()
    for field in ("claim_target-who", "change_target-who", "set_target-person"):
        box = re.search(rf'<select[^>]*id="{field}".*?</select>', shown, re.DOTALL)
        assert box is not None, field
        offered = set(re.findall(r'<option value="(\w+)"', box[0]))
        assert {"a", "lead"} <= offered
        assert not offered & {"manager", "reception"}
    assert floor.refusal("claim_target", by="manager", who="reception", value=5).clause == "input"


@pytest.mark.clause("4.1.2", "kept")
def test_a_lead_records_the_claims_of_the_own_team() -> None:
    floor = Floor(policy={"floor.duties": ["targets"]})
    given = {"code": "z", "name": "Zhou", "post": "salesperson", "team": "T2"}
    floor.give("staff", by=None, code="lead2", name="Lei", post="lead", team="T2")
    floor.give("staff", by=None, **given)
    shown = visitor(floor, "lead").get("/progress/").content.decode()
    box = re.search(r'<select[^>]*id="claim_target-who".*?</select>', shown, re.DOTALL)
    assert box is not None
    offered = set(re.findall(r'<option value="(\w+)"', box[0]))
    assert "a" in offered
    assert "z" not in offered
    assert 'id="claim_target-who"' not in visitor(floor, "a").get("/progress/").content.decode()
