"""One person with two phones, from the word of a colleague to the manager's and back (3.5.0)."""

from __future__ import annotations

import pytest

from salesfloor.floor.customers.models import Relation
from salesfloor.kernel.messages.models import Message
from salesfloor.kernel.work.models import WorkItem
from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db
ONE, TWO, SPOUSE = "13805712201", "13905713302", "13705714403"


@pytest.fixture
def floor() -> Floor:
    floor = Floor()
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1", phone=ONE)
    floor.end("v1", at="09:06")
    floor.visit("09:07", ref="v2", phone=TWO)
    floor.end("v2", at="09:08")
    return floor


def confirmed(floor: Floor) -> None:
    asked = floor.give("same_customer", by="b", phone=TWO, other=ONE, reason="he said so")
    floor.give("confirm_same", by="manager", request=asked["request"], same=True, reason="seen")


@pytest.mark.case(68)
def test_it_counts_only_once_the_manager_has_confirmed_it(floor: Floor) -> None:
    floor.give("same_customer", by="b", phone=TWO, other=ONE, reason="he said so")
    assert floor.owner_of(TWO) == "b"
    assert WorkItem.objects.filter(kind="same_customer", settled_at=None).count() == 1

    told = floor.give("confirm_same", by="manager", request=1, same=True, reason="seen")

    assert told["owner"] == "a"
    assert floor.owner_of(ONE) == "a"
    assert not WorkItem.objects.filter(kind="same_customer", settled_at=None).exists()


def test_who_loses_a_customer_by_it_is_told_at_once(floor: Floor) -> None:
    confirmed(floor)

    loser = floor.actor("b").staff_id or 0
    assert Message.objects.filter(staff_id=loser, clause="3.5.0", at=floor.now).exists()
    assert WorkItem.objects.filter(kind="relation_moved", settled_at=None).exists()


def test_one_link_counts_and_no_chain(floor: Floor) -> None:
    floor.give("relate", by="desk", phone=ONE, other=SPOUSE, relation="spouse")
    confirmed(floor)

    assert floor.owner_of(SPOUSE) == "a"
    floor.give("visit", by="desk", ref="v3", phone=SPOUSE, at="09:30")
    floor.end("v3")
    floor.give("separate", by="manager", phone=ONE, other=TWO, reason="two people")
    assert floor.owner_of(TWO) == "b"


@pytest.mark.case(68)
def test_separated_phones_can_be_confirmed_again(floor: Floor) -> None:
    confirmed(floor)
    floor.give("separate", by="manager", phone=ONE, other=TWO, reason="two people")
    confirmed_again = floor.give("same_customer", by="a", phone=ONE, other=TWO, reason="after all")
    number = confirmed_again["request"]
    floor.give("confirm_same", by="director", request=number, same=True, reason="seen")

    assert floor.owner_of(TWO) == "a"
    assert Relation.objects.filter(relation="same_customer", ended_at=None).count() == 2


@pytest.mark.case(68)
@pytest.mark.case(91)
def test_who_asked_does_not_confirm_it_in_another_post(floor: Floor) -> None:
    floor.give("same_customer", by="lead", phone=ONE, other=TWO, reason="one man")
    floor.give("name_lead", by="manager", who="c", team="T1", reason="moves on")
    floor.give("change_post", by="director", who="lead", post="manager", reason="moves on")

    refused = floor.refusal("confirm_same", by="lead", request=1, same=True, reason="I know")

    assert refused.clause == "access"


def test_nothing_of_the_page_goes_along(floor: Floor) -> None:
    floor.issue_books("a", "b")
    floor.give("follow_up", by="b", phone=TWO, method="call", note="b's own")
    confirmed(floor)

    assert (
        floor.refusal("follow_up", by="b", phone=TWO, method="call", note="x").clause == "3.4.3.5"
    )
    given = floor.give("follow_up", by="a", phone=TWO, method="call", note="a's")
    assert (given["book"], given["page"]) == (1, 1)


def test_relations_are_those_recorded_and_referrals(floor: Floor) -> None:
    floor.give("relate", by="desk", phone=ONE, other=SPOUSE, relation="sibling")
    floor.give("refer", by="a", referrer=ONE, phone="13605715504", name="Friend")
    confirmed(floor)
    floor.give(
        "unrelate", by="manager", phone=ONE, other=SPOUSE, relation="sibling", reason="cousins"
    )

    rows = floor.ask("relations", by="a", phone=ONE)["rows"]

    assert [(row["relation"], row["counts"], row["owner"], row["state"]) for row in rows] == [
        ("sibling", False, None, "ended"),
        ("referred", False, "yours", "standing"),
        ("same_customer", True, "yours", "standing"),
    ]
    assert all("****" in row["other"] for row in rows)
