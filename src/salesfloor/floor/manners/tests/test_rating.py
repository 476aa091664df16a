"""A visit is rated by the customer behind the link, and by nobody of the house (7.2.1)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from salesfloor.base.china_time import CHINA
from salesfloor.floor.manners.links import token_of
from salesfloor.floor.manners.models import Rating
from salesfloor.floor.manners.views import MOST_TRIES
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.rulebook.models import Evidence
from tests.floor_builder import Floor

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.django_db
FIVE: Mapping[str, object] = {"score": 5}


@pytest.fixture
def rated() -> Floor:
    """Return a floor on which a visit ended yesterday."""
    floor = Floor(day=datetime.now(CHINA).date() - timedelta(days=1))
    floor.sign_in("a")
    floor.visit("09:00", ref="v1")
    floor.end("v1", "09:30", outcome="no_deal", reason="price")
    return floor


@pytest.mark.case(79)
def test_nobody_of_the_house_rates_a_visit(rated: Floor) -> None:
    for who in ("a", "b", "desk", "manager"):
        assert (
            rated.refusal("rate_visit", by=who, at=rated.now, ref="v1", **FIVE).clause == "access"
        )
    assert not Rating.objects.exists()


@pytest.mark.clause("7.2.1", "applied")
def test_the_customer_rates_it_once_by_the_link_without_a_log_in(rated: Floor) -> None:
    pk = reception.Reception.objects.get(ref="v1").pk
    guest = Client()
    assert guest.post(f"/rate/{pk}/{token_of(pk)[:-1]}x/", FIVE).status_code == 404
    assert guest.post(f"/rate/{pk + 1}/{token_of(pk)}/", FIVE).status_code == 404
    for _ in range(2):
        assert guest.post(f"/rate/{pk}/{token_of(pk)}/", FIVE).status_code == 200
    assert Rating.objects.get().score == 5


@pytest.mark.fault("X1")
def test_what_is_no_rating_is_not_sent_for_ever(rated: Floor) -> None:
    pk = reception.Reception.objects.get(ref="v1").pk
    guest, address = Client(), f"/rate/{pk}/{token_of(pk)}/"
    for _ in range(MOST_TRIES):
        guest.post(address, {"score": "9"})
    before = Evidence.objects.count()

    answered = guest.post(address, {"score": "9"})

    assert "一刻钟" in answered.content.decode()
    assert Evidence.objects.count() == before
