"""A follow-up book under several hands at once: one page a customer, none missing (3.4.3.3)."""

from __future__ import annotations

from functools import partial

import pytest

from salesfloor.floor.customers.models import FollowUpPage
from tests.concurrency.crowd import at_once, give
from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 6
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
