"""The desk's look-up: the answer before anything is written, and to whom it says what."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from salesfloor.floor.reception.queries.look_up import LookedUp, look_up, phone_of
from tests.floor_builder import Floor

PHONE = "13800138000"


@pytest.fixture
def known(floor: Floor) -> Floor:
    """Return a floor on which 张建国 is a's customer, everybody free again."""
    floor.sign_in("a", "b", "c")
    floor.visit("09:05", ref="v1", name="张建国", phone=PHONE)
    floor.end("v1", at="09:30", outcome="negotiated", need="n", problem="p")
    return floor


def ask(floor: Floor, by: str, text: str, channel: str = "visit", **more: int) -> LookedUp:
    return look_up(floor.actor(by), floor.now, text, channel, **more)


@pytest.mark.clause("3.2.4.1", "kept")
def test_the_desk_hears_whose_and_who_receives(known: Floor) -> None:
    found = ask(known, "desk", "138 0013 8000")

    assert (found.is_known, found.name, found.phone) == (True, "张建国", "138****8000")
    assert found.whose is not None
    assert (found.whose.owner, found.whose.is_mine) == ("A", False)
    assert len(found.whose.because) == 2
    assert (found.receives.basis, found.receives.name) == ("own", "A")


@pytest.mark.parametrize(
    ("away", "basis", "receiver"), [(("a",), "courtesy", "B"), (("a", "b"), "courtesy", "C")]
)
def test_a_follower_who_is_away_is_stood_in_for(
    known: Floor, away: tuple[str, ...], basis: str, receiver: str
) -> None:
    for who in away:
        known.give("step_away", by=who)

    found = ask(known, "desk", PHONE)

    assert (found.receives.basis, found.receives.name) == (basis, receiver)


def test_the_preview_is_what_the_registration_does_and_changes_nothing(known: Floor) -> None:
    before = known.queue()
    previews = [ask(known, "desk", text).receives.name for text in ("", "13900001111", "李雷")]

    assert known.queue() == before
    assert previews == ["B", "B", "B"]
    assert known.visit(phone="13900001111")["assigned_to"] == "b"


def test_everybody_busy_means_waiting(floor: Floor) -> None:
    floor.sign_in("a")
    floor.visit("09:05")

    assert ask(floor, "desk", "").receives.basis == "waiting"


@pytest.mark.clause("3.2.2", "kept")
def test_a_call_goes_to_whoever_is_on_duty(db: None) -> None:
    floor = Floor(policy={"phone.rotation": "duty"})
    floor.sign_in("a", "b")
    floor.give("put_on_duty", by="lead", who="b", on=floor.day.isoformat())

    assert ask(floor, "desk", "", "call").receives.name == "B"
    assert ask(floor, "desk", "", "visit").receives.name == "A"


@pytest.mark.case(83)
def test_a_salesperson_hears_no_more_than_a_colleagues(known: Floor) -> None:
    found = ask(known, "b", PHONE)

    assert found.is_known
    assert found.whose is not None
    assert (found.whose.is_mine, found.whose.owner, found.whose.because) == (False, "", ())
    assert (found.name, found.customer_id, found.last_seen_at, found.here) == (
        "",
        None,
        None,
        None,
    )


@pytest.mark.case(83)
def test_a_salesperson_gets_no_hint_of_a_lapsed_customer(known: Floor) -> None:
    known.days_on(9)
    known.wait_until("09:00")

    desk, salesperson = ask(known, "desk", PHONE), ask(known, "b", PHONE)

    assert desk.lapsed is not None
    assert (desk.lapsed.owner, desk.lapsed.clause) == ("A", "3.3.2.1")
    assert (salesperson.lapsed, salesperson.is_known) == (None, False)


def test_the_owner_hears_all_of_the_own_customer(known: Floor) -> None:
    found = ask(known, "a", PHONE)

    assert found.whose is not None
    assert (found.whose.is_mine, found.name) == (True, "张建国")


@pytest.mark.case(83)
@pytest.mark.parametrize("text", ["张建", "8000"])
@pytest.mark.parametrize(("by", "names"), [("desk", ["张建国"]), ("a", ["张建国"]), ("b", [])])
def test_names_and_last_digits_find_ones_own_the_desk_all(
    known: Floor, text: str, by: str, names: list[str]
) -> None:
    assert [one.name for one in ask(known, by, text).candidates] == names


def test_candidates_show_no_whole_phone(known: Floor) -> None:
    (one,) = ask(known, "desk", "张建国").candidates

    assert (one.phone, one.owner) == ("138****8000", "A")


def test_a_candidate_picked_is_looked_up_by_the_phone_on_record(known: Floor) -> None:
    (one,) = ask(known, "desk", "张建国").candidates

    found = ask(known, "desk", "张建国", customer_id=one.id)

    assert found.phone == "138****8000"
    assert found.whose is not None
    assert phone_of(known.actor("desk"), known.now, one.id) == PHONE
    assert phone_of(known.actor("b"), known.now, one.id) is None


def test_a_spouse_is_the_same_customer(known: Floor) -> None:
    known.give("relate", by="desk", phone=PHONE, other="13900001111", relation="spouse")

    found = ask(known, "desk", "13900001111")

    assert found.whose is not None
    assert (found.whose.owner, len(found.whose.because)) == ("A", 3)


def test_whoever_is_here_already_is_marked(known: Floor) -> None:
    known.visit(phone=PHONE)

    here = ask(known, "desk", PHONE).here
    assert here is not None
    assert (here.receiver, here.since) == ("A", known.now)


@pytest.mark.parametrize("customers", [1, 3])
@pytest.mark.parametrize(("text", "most"), [("", 1), (PHONE, 4), ("13900009999", 4), ("张建", 2)])
def test_a_look_up_takes_four_statements_at_most(
    known: Floor, customers: int, text: str, most: int
) -> None:
    for number in range(customers):
        known.visit(name="张建军", phone=f"1390000222{number}")

    desk = known.actor("desk")
    with CaptureQueriesContext(connection) as seen:
        look_up(desk, known.now, text, "visit")

    assert len(seen) <= most
