"""Ratings and fines at the same moment, over connections of their own: one a visit, never above a cap."""

from __future__ import annotations

from functools import partial

import pytest

from salesfloor.base.commands import Actor
from salesfloor.base.posts import Post
from salesfloor.floor.manners.models import Rating
from salesfloor.kernel.conduct.models import Fine
from tests.concurrency.crowd import at_once, give
from tests.floor_builder import Floor

pytestmark = [pytest.mark.django_db(transaction=True)]
CROWD = 6
PLACES = ["总价", "日期", "签名"]


@pytest.mark.clause("7.2.1", "refused")
def test_a_visit_is_rated_once_however_often_its_link_is_sent(floor: Floor) -> None:
    floor.sign_in("a")
    floor.visit("09:00", ref="v1")
    floor.end("v1", "09:30", outcome="no_deal", reason="price")
    guest = Actor("guest", Post.OPERATOR, floor.site_id)
    acts = [
        partial(give, guest, floor.moment("10:00"), "rate_visit", ref="v1", score=1 + number % 5)
        for number in range(CROWD)
    ]
    results = at_once(acts, people=CROWD)
    assert sorted(what for what, _ in results) == ["done", *["refused"] * (CROWD - 1)]
    assert {why for what, why in results if what == "refused"} == {"input"}
    assert Rating.objects.count() == 1


@pytest.mark.clause("7.1.11", "applied")
def test_two_managers_at_once_stay_within_the_cap_of_a_month(floor: Floor) -> None:
    floor.give("staff", code="m2", name="M2", post="manager", team=None, at="08:10")
    managers = ("manager", "m2")
    acts = [
        partial(
            give,
            floor.actor(managers[number % 2]),
            floor.now,
            "review_form",
            who="a",
            form=f"F{number}",
            kind="agreement",
            written_on="2026-03-01",
            errors=PLACES,
        )
        for number in range(CROWD)
    ]
    results = at_once(acts, people=CROWD)
    assert [what for what, _ in results] == ["done"] * CROWD
    fines = [answer["fine"] for _, answer in results]
    assert sum(float(amount) for amount in fines) == 200
    assert sum(Fine.objects.values_list("amount_fen", flat=True)) == 20_000
    assert sorted(answer["fine_no"] for _, answer in results) == list(range(1, CROWD + 1))


@pytest.mark.clause("7.1.11", "applied")
def test_a_place_of_a_form_counts_once_however_many_review_it(floor: Floor) -> None:
    acts = [
        partial(
            give,
            floor.actor("manager"),
            floor.now,
            "review_form",
            who="a",
            form="F1",
            kind="agreement",
            written_on="2026-03-01",
            errors=PLACES,
        )
    ] * CROWD
    results = at_once(acts, people=CROWD)
    assert sorted(answer["errors"] for _, answer in results) == [*[0] * (CROWD - 1), len(PLACES)]
    assert Fine.objects.get().amount_fen == 6_000
