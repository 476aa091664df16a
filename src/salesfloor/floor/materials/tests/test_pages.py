"""Materials on pages: who publishes and gives, what a customer was given, and how often it was opened."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.floor.customers.models import Customer
from salesfloor.floor.materials.models import HandOut
from tests.floor_builder import Floor
from tests.visitor import piece, visitor

PHONE = "13805712201"


@pytest.fixture
def floor(db: None) -> Floor:
    """Return a floor since yesterday with two materials, one of them internal, and a's customer."""
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    told = {"by": "manager", "source": "批准图第3版"}
    floor.give("publish_material", code="plan", title="户型图册", **told)
    floor.give("publish_material", code="script", title="销售百问", internal=True, **told)
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1", phone=PHONE)
    return floor


@pytest.mark.clause("9.5.1.1", "kept")
@pytest.mark.clause("7.2.8", "refused")
def test_materials_are_given_on_the_customers_page(floor: Floor) -> None:
    pk = Customer.objects.get(phone=PHONE).pk
    page, act = f"/customers/{pk}/?tab=materials", f"/customers/{pk}/act/hand_out/"
    browser = visitor(floor, "a")
    offered = browser.get(page).content.decode()
    assert "hand_out" in offered
    assert "户型图册" in offered
    assert "销售百问" not in offered, "what is for the house alone is not offered"
    refused = piece(browser, act, items=["script"], how="link")
    assert refused["X-Refused-By"] == "7.2.8"
    assert "销售百问 仅限内部" in refused.content.decode(), "by its title, not its code"
    assert piece(browser, act, items=["plan"], how="link").status_code == 204
    row = HandOut.objects.get()
    browser.post(f"/m/{row.token}/seen/")
    shown = browser.get(page).content.decode()
    assert "户型图册" in shown
    assert f"/materials/given/{row.pk}/" in shown
    assert browser.get(page).context["given"][0][0].opened == 1
    assert "tab=materials" in visitor(floor, "manager").get(page).content.decode()
    assert "hand_out" not in visitor(floor, "manager").get(page).content.decode()


@pytest.mark.clause("3.4.3.5", "refused")
def test_a_lead_sees_what_the_team_gave_and_a_colleague_does_not(floor: Floor) -> None:
    floor.give("hand_out", by="a", phone=PHONE, items=["plan"], how="paper", at="09:30")
    path = f"/materials/given/{HandOut.objects.get().pk}/"
    assert visitor(floor, "lead").get(path).status_code == 200
    assert visitor(floor, "manager").get(path).status_code == 200
    assert visitor(floor, "b").get(path).status_code == 404
    paper = visitor(floor, "a").get(path).content.decode()
    assert "户型图册" in paper
    assert "figures" not in paper, "paper is not opened"


def test_who_runs_the_site_publishes_and_who_receives_gives(floor: Floor) -> None:
    manager = visitor(floor, "manager").get("/materials/").content.decode()
    assert "/give/publish_material/" in manager
    assert "/give/hand_out/" not in manager
    salesperson = visitor(floor, "a").get("/materials/").content.decode()
    assert "/give/publish_material/" not in salesperson
    assert "/give/hand_out/" in salesperson
