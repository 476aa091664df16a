"""The pages of a service area: the shift, a round on a phone, the board, the sheet of a hand-over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from salesfloor.base.china_time import day_of, local
from salesfloor.kernel.findings.models import Finding
from salesfloor.trades.venue.rounds.models import Round
from salesfloor.trades.venue.shifts.models import Shift
from tests.service_area import CLEAN, ServiceArea
from tests.visitor import piece, visitor

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
KEY = "k1"


@pytest.fixture
def area() -> ServiceArea:
    """Return a service area in the middle of a shift, by the clock of the pages."""
    now = local(timezone.now()).replace(second=0, microsecond=0)
    starts, ends = now - timedelta(hours=2), now + timedelta(hours=6)
    area = ServiceArea(day=day_of(now) - timedelta(days=2))
    area.shift_kind("current", f"{starts:%H:%M}", f"{ends:%H:%M}")
    area.roster("current", "a", "b", on=starts.date())
    area.give("arrive", by="a", at=starts - timedelta(minutes=20), uniform=True)
    return area


@pytest.fixture
def browser(area: ServiceArea) -> Client:
    return visitor(area, "a")


def test_the_shift_shows_rounds_and_what_is_mine_to_do(area: ServiceArea, browser: Client) -> None:
    shown = browser.get(reverse("cockpit:shift")).content.decode()
    assert reverse("checks:sheet", args=["hygiene", "WC"]) in shown
    assert reverse("web:give", args=["hand_over_shift"]) in shown
    assert reverse("web:give", args=["arrive"]) not in shown


def test_a_zone_leads_to_the_sheet_of_its_round(browser: Client) -> None:
    led = browser.get(reverse("rounds:zone", args=["WC"]))
    assert led["Location"] == reverse("checks:sheet", args=["hygiene", "WC"])


def test_who_has_not_arrived_is_asked_to(area: ServiceArea) -> None:
    shown = visitor(area, "b").get(reverse("cockpit:shift")).content.decode()
    assert reverse("web:give", args=["arrive"]) in shown


def test_a_round_is_sent_as_the_command_takes_it(area: ServiceArea, browser: Client) -> None:
    sheet = browser.get(reverse("checks:sheet", args=["hygiene", "WC"])).content.decode()
    assert reverse("web:give", args=["round"]) in sheet
    photo = "a" * 64
    sent = {f"answers.{code}": answer for code, answer in CLEAN.items()} | {
        "answers.floor": "fail",
        "photos.floor[]": photo,
        "notes.floor": "wet",
        "place": "WC",
        "next": reverse("cockpit:shift"),
        "claimed_at": "",
        "key": KEY,
    }
    for _ in range(2):  # sent again with the same key after a lost connection: counts once
        answer = piece(browser, reverse("web:give", args=["round"]), **sent)
        assert answer["HX-Redirect"] == reverse("cockpit:shift")
    assert Round.objects.count() == 1
    assert Finding.objects.get().item == "floor"


def test_a_failed_item_without_its_photo_is_refused_by_the_clause(browser: Client) -> None:
    sent = {f"answers.{code}": answer for code, answer in CLEAN.items()} | {
        "answers.floor": "fail",
        "place": "WC",
    }
    answer = piece(browser, reverse("web:give", args=["round"]), **sent)
    assert answer["X-Refused-By"] == "2.4.3"
    assert not Round.objects.exists()


def test_the_board_and_the_list_of_checks_open(browser: Client) -> None:
    for name in ("cockpit:board", "cockpit:board_now", "checks:choose"):
        assert browser.get(reverse(name)).status_code == 200


def test_the_sheet_of_a_handover_holds_what_is_open(area: ServiceArea, browser: Client) -> None:
    area.give(
        "find", by="a", at=area.now, kind="hygiene", subject="WC", grade="c", text="Bin is full"
    )
    area.give("hand_over_shift", by="a", at=area.now, notes="All quiet.")
    shown = browser.get(reverse("cockpit:handover", args=[1])).content.decode()
    assert "Bin is full" in shown
    assert "All quiet." in shown
    assert browser.get(reverse("cockpit:handover", args=[9])).status_code == 404
    assert 'action="/give/take_over_shift/"' not in shown
    colleague = visitor(area, "b").get(reverse("cockpit:handover", args=[1])).content.decode()
    assert 'action="/give/take_over_shift/"' in colleague


@pytest.mark.usefixtures("area")
def test_a_shift_is_called_by_its_name_and_handed_over_where_it_stands(browser: Client) -> None:
    day = str(Shift.objects.get().on)
    shown = browser.get(reverse("cockpit:of_shift", args=["current", day])).content.decode()
    assert "current" not in shown.split("<h1>")[1].split("</h1>")[0]
    assert 'action="/give/hand_over_shift/"' in shown
