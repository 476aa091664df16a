"""Breaking a target down on its page: the tree, last period beside a proposal, what is left (4.1.2, 7.1.3)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.floor.targets.api import Target, measure_of
from tests.floor_builder import Floor
from tests.visitor import piece, visitor

pytestmark = [pytest.mark.django_db, pytest.mark.clause("7.1.3")]
PAGE = "/progress/break-down/"


@pytest.fixture
def house() -> Floor:
    """Return a centre whose site has a target for the coming month."""
    day = day_of(timezone.now()) - timedelta(days=1)
    floor = Floor(day=day, trade="bank_cards", policy={"target.measure": "complete"})
    coming = (day.replace(day=1) + timedelta(days=70)).strftime("%Y-%m")
    given = {"measure": "complete", "period": coming, "value": 31}
    floor.give("set_target", by="manager", at="08:30", target="april", **given)
    return floor


def test_a_target_is_broken_down_from_its_tree(house: Floor) -> None:
    manager = visitor(house, "manager")
    assert "?target=april" in manager.get(PAGE).content.decode()
    shown = manager.get(f"{PAGE}?target=april&across=person")
    parts = shown.context["parts"]
    assert sum(int(str(one.proposal)) for one in parts) == 31
    sent = {"target": "april", "across": "person"}
    for place, one in enumerate(parts):
        sent |= {f"parts.{place}.key": one.key, f"parts.{place}.value": str(one.value)}
    piece(manager, "/give/break_down/", **sent)
    assert Target.objects.filter(whole__code="april").count() == len(parts)
    tree = manager.get(PAGE).context["tree"]
    assert [one.depth for one in tree] == [0, *([1] * len(parts))]
    assert {one.measure for one in tree} == {measure_of("complete").label}
    assert [one.may_break for one in tree] == [True, *([False] * len(parts))]


def test_a_lead_breaks_down_the_own_teams_target_alone(house: Floor) -> None:
    assert "?target=april" not in visitor(house, "lead").get(PAGE).content.decode()
    assert visitor(house, "a").get(PAGE).status_code == 403


def test_the_page_says_what_to_do_where_no_target_is_set() -> None:
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1), trade="bank_cards")
    page = visitor(floor, "manager")
    page.cookies["django_language"] = "en"
    assert "No target is set yet" in page.get(PAGE).content.decode()
