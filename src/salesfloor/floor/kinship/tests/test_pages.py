"""A customer's other phones on the customer's page: reported, confirmed, set apart again (3.5.0)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.floor.customers.models import Customer, Relation
from tests.floor_builder import Floor
from tests.visitor import piece, visitor

ONE, TWO = "13805712201", "13905713302"


@pytest.mark.clause("3.5.0", "kept")
@pytest.mark.case(68)
def test_a_second_phone_is_reported_confirmed_and_set_apart_on_the_page(db: None) -> None:
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1", phone=ONE, name="王先生")
    floor.visit("09:07", ref="v2", phone=TWO, name="王老师")
    page = f"/customers/{Customer.objects.get(phone=ONE).pk}/"
    owner, manager = visitor(floor, "a"), visitor(floor, "manager")

    form = {"key": "s", "other": TWO, "reason": "he said so"}
    assert piece(owner, f"{page}act/same_customer/", **form).status_code == 204
    shown = owner.get(f"{page}?tab=phones").content.decode()
    assert "139****3302" in shown
    assert TWO not in shown
    assert "王老师" not in shown, "nothing of the other page comes along"

    sent = {"key": "c", "request": "1", "same": "true", "reason": "seen"}
    assert piece(manager, "/give/confirm_same/", **sent).status_code == 204
    row = Relation.objects.get(phone=ONE, relation="same_customer", ended_at=None)
    away = f"{page}phones/{row.pk}/apart/"
    assert away in manager.get(f"{page}?tab=phones").content.decode()
    assert away not in owner.get(f"{page}?tab=phones").content.decode()
    assert f"relations/{row.pk}" not in manager.get(page).content.decode()
    assert piece(owner, away, key="x", reason="mine").headers["X-Refused-By"] == "access"
    assert piece(manager, away, key="x", reason="two people").status_code == 204
    assert not Relation.objects.filter(relation="same_customer", ended_at=None).exists()
