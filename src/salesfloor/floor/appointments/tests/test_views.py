"""The day's arrivals as a page (9.5.1.3)."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from salesfloor.base.china_time import at_time, day_of
from salesfloor.floor.appointments.commands import said_of_clash
from salesfloor.floor.appointments.models import Appointment
from salesfloor.floor.customers.models import Customer
from tests.floor_builder import Floor
from tests.visitor import piece, visitor

PHONE = "138 0013 8000"


@pytest.mark.django_db
def test_desk_and_owner_see_who_is_expected() -> None:
    today = day_of(timezone.now())
    floor = Floor(day=today - timedelta(days=1))
    floor.sign_in("a")
    floor.visit("09:00", ref="v1", phone=PHONE, name="Zhou")
    tonight = at_time(today, time(23, 59)).isoformat()
    floor.give("appoint", by="a", at="09:01", phone=PHONE, time=tonight)
    for who, sees in (("desk", True), ("a", True), ("b", False)):
        page = visitor(floor, who).get(reverse("appointments:arrivals")).content.decode()
        assert ("Zhou" in page) is sees, who
        assert "13800138000" not in page
    led = visitor(floor, "a").get(reverse("appointments:appointment", kwargs={"number": 1}))
    assert led.status_code == 302


@pytest.mark.django_db
def test_an_appointment_too_near_another_is_said_and_stands() -> None:
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    floor.sign_in("a")
    floor.visit("09:00", ref="v1", phone=PHONE, name="Zhou")
    address = f"/customers/{Customer.objects.get(phone='13800138000').pk}/act/appoint/"
    soon = day_of(timezone.now()) + timedelta(days=2)
    browser = visitor(floor, "a")
    said = [
        piece(browser, address, key=f"k{minute}", time=f"{soon}T15:{minute}")
        for minute in ("00", "20")
    ]
    assert [one.status_code for one in said] == [204, 204]
    assert [one.state for one in Appointment.objects.order_by("number")] == ["expected"] * 2
    assert said_of_clash({"clash": None}) is None
    assert "30" in str(said_of_clash({"clash": 1}))
    shown = visitor(floor, "a").get(f"/customers/{Customer.objects.get().pk}/").content.decode()
    assert f"{soon.month}月{soon.day}日 15:00" in shown
