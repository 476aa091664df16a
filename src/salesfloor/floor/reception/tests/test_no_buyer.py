"""Who is not going to buy costs a turn as the policy says, and founds no claim (9.1.2.3)."""

from __future__ import annotations

import pytest
from django.utils import translation
from django.utils.translation import gettext

from salesfloor.floor.reception.tests.looking import browser, page
from tests.floor_builder import Floor

PHONE = "138 0013 8000"


@pytest.mark.fault("D19")
def test_who_does_not_buy_is_nobodys_customer(floor: Floor) -> None:
    floor.sign_in("a", "b")
    answer = floor.visit("09:00", ref="v1", phone=PHONE, buyer=False)
    assert (answer["assigned_to"], answer["basis"], answer["owner"]) == ("a", "turn", None)
    assert floor.owner_of(PHONE) is None
    assert floor.queue() == ["b", "a"]


@pytest.mark.fault("D19")
def test_a_phone_left_later_by_who_does_not_buy_founds_no_claim(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1", buyer=False)
    assert floor.give("leave_phone", by="a", ref="v1", phone=PHONE)["owner"] is None


@pytest.mark.fault("D19")
def test_a_waiting_customer_who_does_not_buy_founds_none_either(floor: Floor) -> None:
    floor.visit("09:00", ref="v1", phone=PHONE, buyer=False)
    floor.sign_in("a", at="09:05")
    assert floor.owner_of(PHONE) is None


@pytest.mark.django_db
@pytest.mark.fault("D19")
def test_a_site_may_let_them_found_claims_and_return_the_turn() -> None:
    policy = {"claim.of_no_buyer": True, "turn.returned_for": ["not_a_buyer"]}
    floor = Floor(policy=policy)
    floor.sign_in("a", "b")
    assert floor.visit("09:00", ref="v1", phone=PHONE, buyer=False)["owner"] == "a"
    floor.end("v1", "09:10", outcome="not_a_buyer")
    assert floor.queue() == ["a", "b"]


def test_an_old_customer_who_does_not_buy_today_stays_the_owners(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1", phone=PHONE)
    floor.end("v1", "09:10")
    answer = floor.visit("10:00", ref="v2", phone=PHONE, buyer=False)
    assert (answer["basis"], answer["owner"]) == ("own", "a")


TURN_USED = "It costs the turn of whoever receives, as with anybody else."
NO_CLAIM = "Nobody gets a claim, even where a phone is left."
TURN_BACK = "Whoever receives gets the place in the queue back at the end."
A_CLAIM = "A phone that is left founds a claim."
ALL_THE_SAME = "The turn is used all the same."
GIVEN_BACK = "The place in the queue is given back."
STAYS = "A claim to the customer stays until it lapses."


@pytest.mark.django_db
@pytest.mark.fault("D19")
@pytest.mark.parametrize(
    ("policy", "at_the_desk", "at_the_end"),
    [
        ({}, [TURN_USED, NO_CLAIM], [ALL_THE_SAME, STAYS]),
        (
            {"claim.of_no_buyer": True, "turn.returned_for": ["not_a_buyer"]},
            [TURN_BACK, A_CLAIM],
            [GIVEN_BACK, STAYS],
        ),
    ],
)
def test_the_page_says_before_what_becomes_of_turn_and_claim(
    monkeypatch: pytest.MonkeyPatch,
    policy: dict[str, object],
    at_the_desk: list[str],
    at_the_end: list[str],
) -> None:
    floor = Floor(policy=policy)
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1", phone=PHONE)
    desk = page(browser(floor, "desk", monkeypatch), "/desk/")
    form = page(browser(floor, "a", monkeypatch), "/reception/")
    with translation.override("zh-hans"):
        assert [one for one in at_the_desk if gettext(one) not in desk] == []
        assert [one for one in at_the_end if gettext(one) not in form] == []
