"""A follow-up book under several hands at once: one page a customer, none missing (3.4.3.3)."""

from __future__ import annotations

from functools import partial

import pytest

from salesfloor.floor.customers.models import ClaimEvent, FollowUpPage
from salesfloor.floor.reception.models import Reception
from salesfloor.kernel.people import api as people
from tests.concurrency.crowd import at_once, give
from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 6
PHONE = "13900139000"
PHONES = [f"1380013800{number}" for number in range(CROWD)]


@pytest.fixture
def floor() -> Floor:
    """Return a floor where `a` has some customers and a book."""
    floor = Floor()
    floor.issue_books("a")
    floor.sign_in("a")
    for phone in PHONES:
        floor.give("refer", by="a", referrer="13700137000", phone=phone, name="Friend")
    return floor


@pytest.mark.clause("3.4.3.3", "refused")
def test_one_page_a_customer(floor: Floor) -> None:
    actor = floor.actor("a")
    acts = [partial(give, actor, floor.now, "open_page", phone=PHONES[0])] * CROWD
    results = at_once(acts, people=CROWD)
    assert sorted(what for what, _ in results) == ["done"] + ["refused"] * (CROWD - 1)
    assert {clause for what, clause in results if what == "refused"} == {"3.4.3.3"}


@pytest.mark.clause("3.4.3.3", "kept")
def test_no_page_is_missing(floor: Floor) -> None:
    actor = floor.actor("a")
    acts = [partial(give, actor, floor.now, "open_page", phone=phone) for phone in PHONES]
    assert {what for what, _ in at_once(acts, people=CROWD)} == {"done"}
    numbers = FollowUpPage.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, CROWD + 1))


@pytest.mark.case(15)
@pytest.mark.clause("3.3.2.1", "missed")
def test_two_takers_of_a_customer_whose_claim_ends_at_this_instant(floor: Floor) -> None:
    """At 00:00:00 the claim is over for everybody: the first registration has a turn, and so the customer."""
    floor.visit("09:05", ref="v1", phone=PHONE)
    floor.end("v1")
    floor.days_on(8)
    floor.sign_in("b", "c", at="00:00:00")
    at = floor.moment("00:00:00")
    desk = floor.actor("desk")
    acts = [partial(give, desk, at, "visit", phone=PHONE)] * 2
    acts.append(
        partial(give, floor.actor("d"), at, "refer", referrer=PHONES[0], phone=PHONE, name="N")
    )

    results = at_once(acts, people=3)

    assert {what for what, _ in results} == {"done"}
    owners = {answer["owner"] for _, answer in results}
    assert owners == {floor.owner_of(PHONE, at=at)}
    assert owners <= {"b", "d"}
    first = min(Reception.objects.exclude(ref="v1"), key=lambda one: one.register_no)
    assert owners == {"d"} or people.codes_of([first.receiver_id or 0]) == {first.receiver_id: "b"}
    assert ClaimEvent.objects.filter(kind="LAPSED", claim__phone=PHONE).count() == 1
