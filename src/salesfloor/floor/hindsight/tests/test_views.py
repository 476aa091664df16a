"""Trying policies on the page."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest

from salesfloor.kernel.jobs import api as jobs
from salesfloor.kernel.rulebook import api as rulebook
from tests.visitor import visitor

if TYPE_CHECKING:
    from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db


def test_from_the_values_to_the_table(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:00", phone="13900000001")
    browser = visitor(floor, "manager")
    assert 'value="10"' in browser.get("/what-if/?preset=ten_days").content.decode()
    tried = {"from": "2026-03-01", "to": "2026-03-31", "try.visit.follow_up_within_days": "10"}
    relations = {"try.household.relations": ["spouse", "sibling"]}

    address = browser.post("/what-if/", tried | relations)["Location"]
    assert "<progress" in browser.get(address).content.decode()
    jobs.run_waiting(lambda: floor.now, lambda _job: nullcontext())
    page = browser.get(address).content.decode()

    assert "139****0001" in page
    assert "2026年3月12日" in page
    assert "10 天" in page
    assert "data-chart" in page
    assert "139****0001" in browser.get(f"{address}?as=csv").content.decode("utf-8-sig")
    assert "139****0001" not in browser.get(f"{address}?other_owner=1").content.decode()


@pytest.mark.case(66)
@pytest.mark.parametrize("typed", ["9" * 5_000, "[" * 5_000, "1e999", "NaN"])
def test_what_is_no_value_is_taken_as_a_text(floor: Floor, typed: str) -> None:
    tried = {"from": "2026-03-01", "to": "2026-03-31", "try.visit.follow_up_within_days": typed}
    address = visitor(floor, "manager").post("/what-if/", tried)["Location"]
    jobs.run_waiting(lambda: floor.now, lambda _job: nullcontext())
    assert visitor(floor, "manager").get(address).status_code == 200


def test_a_set_of_policies_is_put_into_force(floor: Floor) -> None:
    browser = visitor(floor, "manager")

    browser.post("/what-if/use/", {"preset": "ten_days", "from": "2099-01-01"})

    ahead = rulebook.values_ahead(floor.site_id or 0, "visit.follow_up_within_days", floor.now)
    assert [value for _, value in ahead] == [7, 10]


def test_only_managers_see_it(floor: Floor) -> None:
    assert visitor(floor, "a").get("/what-if/").status_code == 403
