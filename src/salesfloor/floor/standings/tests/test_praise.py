"""A commendation stands on the team's page while the person agrees, and nowhere else (4.6)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.floor.standings.models import Praise
from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = [pytest.mark.django_db, pytest.mark.clause("4.6", "kept")]
WORDS = "雨天送客人到车站"


@pytest.fixture
def floor() -> Floor:
    return Floor(day=day_of(timezone.now()) - timedelta(days=1))


def commended(floor: Floor, *, shown: bool) -> int:
    answer = floor.give("commend", by="lead", who="a", words=WORDS, shown=shown)
    return int(answer["conduct"])


def page_of(floor: Floor, who: str) -> str:
    return visitor(floor, who).get("/standings/").content.decode()


def test_the_team_reads_it_once_the_person_agrees_and_no_longer_than_that(floor: Floor) -> None:
    number = commended(floor, shown=True)
    assert WORDS not in page_of(floor, "b")

    floor.give("agree_to_show", by="a", conduct=number, agreed=True)
    assert [WORDS in page_of(floor, who) for who in ("b", "lead", "manager")] == [True] * 3

    floor.give("agree_to_show", by="a", conduct=number, agreed=False)
    assert WORDS not in page_of(floor, "b")


def test_another_team_does_not_read_it(floor: Floor) -> None:
    number = commended(floor, shown=True)
    floor.give("agree_to_show", by="a", conduct=number, agreed=True)
    Praise.objects.update(team_id=0)
    assert WORDS not in page_of(floor, "b")


def test_nobody_else_decides_and_only_what_is_to_be_shown(floor: Floor) -> None:
    number = commended(floor, shown=True)
    hidden = commended(floor, shown=False)
    for who, which in (("b", number), ("manager", number), ("a", hidden), ("a", 99)):
        assert floor.refusal("agree_to_show", by=who, conduct=which, agreed=True).clause == "input"


def test_the_message_leads_the_person_to_the_choice_and_nobody_else(floor: Floor) -> None:
    number = commended(floor, shown=True)
    address = f"/standings/commendations/{number}/"
    assert f'href="{address}"' in visitor(floor, "a").get("/messages/").content.decode()
    text = visitor(floor, "a").get(address).content.decode()
    assert WORDS in text
    assert "申诉" not in text
    assert visitor(floor, "b").get(address).status_code == 404


def test_a_commendation_is_not_appealed(floor: Floor) -> None:
    number = commended(floor, shown=False)
    text = visitor(floor, "a").get(f"/conduct/{number}/").content.decode()
    assert WORDS in text
    assert "/give/appeal/" not in text
