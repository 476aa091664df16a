"""Agreements and the whole way as rules: who writes and signs, prices exact to the fen, what is paid back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesfloor.base.posts import Post
from salesfloor.floor.deals.choices import Cause, Party, Stage, WayOfPaying
from salesfloor.floor.deals.rules import agreeing as rules
from salesfloor.floor.deals.rules import stages, way


@pytest.mark.parametrize(
    ("post", "is_owner", "approved_by", "allowed"),
    [
        (Post.SALESPERSON, True, None, True),
        (Post.SALESPERSON, False, None, False),
        (Post.SALESPERSON, False, Post.MANAGER, True),
        (Post.SALESPERSON, False, Post.LEAD, False),
        (Post.LEAD, False, Post.DIRECTOR, True),
        (Post.DESK, False, Post.MANAGER, False),
        (Post.MANAGER, False, None, True),
    ],
)
def test_who_writes(post: Post, approved_by: Post | None, *, is_owner: bool, allowed: bool) -> None:
    assert bool(rules.may_write(rules.Writer(post, is_owner, approved_by))) is allowed


@pytest.mark.parametrize(
    ("given_buyer", "given_id", "known_buyer", "known_id", "allowed"),
    [
        ("", "", "", "", False),
        ("Zhou", "", "", "", False),
        ("Zhou", "X1", "", "", True),
        ("", "", "Zhou", "X1", True),
        (" ＺＨＯＵ ", "ｘ１", "Zhou", "X1", True),
        ("Qian", "", "Zhou", "X1", False),
        ("", "X2", "Zhou", "X1", False),
    ],
)
def test_the_buyer_on_record_counts(
    given_buyer: str, given_id: str, known_buyer: str, known_id: str, *, allowed: bool
) -> None:
    names = rules.Names(given_buyer, given_id, known_buyer, known_id)
    assert bool(rules.may_name_buyer(names)) is allowed


@pytest.mark.case(70)
@pytest.mark.parametrize(
    ("list_fen", "discount", "price_fen"),
    [
        (100_000_000, "2", 98_000_000),
        (191_164_100, "1", 189_252_459),
        (10_050, "1", 9_950),
        (10_060, "1", 9_959),
        (10_001, "0", 10_001),
    ],
)
def test_a_price_is_rounded_once(list_fen: int, discount: str, price_fen: int) -> None:
    assert rules.price_after(list_fen, Decimal(discount)) == price_fen


@given(st.integers(1, 10**14), st.integers(0, 9_999))
def test_a_discount_never_counts_for_more_than_it_is(list_fen: int, hundredths: int) -> None:
    discount = Decimal(hundredths) / 100
    least = rules.least_price(list_fen, discount)
    assert (list_fen - least) * 10_000 <= hundredths * list_fen
    assert abs(rules.price_after(list_fen, discount) - least) <= 1


@pytest.mark.parametrize(
    ("party", "signed", "same", "allowed"),
    [
        (Party.BUYER, [], False, True),
        (Party.CONSULTANT, [], False, False),
        (Party.CONSULTANT, ["buyer"], False, True),
        (Party.MANAGER, ["buyer"], False, False),
        (Party.MANAGER, ["buyer", "consultant"], False, True),
        (Party.MANAGER, ["buyer", "consultant"], True, False),
        (Party.BUYER, ["buyer"], False, False),
        (None, [], False, False),
    ],
)
def test_the_order_of_signatures(
    party: Party | None, signed: list[str], *, same: bool, allowed: bool
) -> None:
    assert bool(rules.may_sign_as(party, signed=signed, is_same_person=same)) is allowed


@pytest.mark.case(91)
def test_a_manager_who_owns_the_deal_signs_once() -> None:
    owner = {"is_buyer": False, "is_manager": True, "is_writer": False, "is_owner": True}
    assert rules.party_of(rules.Hand(**owner)) is Party.CONSULTANT
    assert rules.party_of(rules.Hand(**owner, signed_as_consultant=True)) is Party.MANAGER
    writer = {"is_buyer": False, "is_manager": True, "is_writer": True, "is_owner": False}
    assert rules.party_of(rules.Hand(**writer)) is Party.MANAGER


def test_the_same_place_counts_once() -> None:
    found = rules.places_of(["price", " price ", "counterpart: price", "date"], {"date"})
    assert found == ["price", "counterpart: price"]


@pytest.mark.parametrize("payment", list(WayOfPaying))
def test_every_stage_comes_after_the_one_before(payment: WayOfPaying) -> None:
    order = stages.stages_of(payment)
    assert (Stage.LOAN in order) is (payment is WayOfPaying.LOAN)
    walked = [Stage.DEPOSIT]
    while (following := stages.after(walked[-1], payment)) is not None:
        walked.append(following)
    assert walked == order
    for stage in Stage:
        allowed = way.may_finish(stage, next_stage=Stage.CONTRACT, payment=payment)
        assert bool(allowed) is (stage is Stage.CONTRACT)


@pytest.mark.parametrize(
    ("cause", "forfeit", "owed"),
    [
        (Cause.AGREED, False, way.Owed(300_00)),
        (Cause.BUYER, False, way.Owed(300_00)),
        (Cause.BUYER, True, way.Owed(250_00, 50_00)),
        (Cause.HOUSE, False, way.Owed(350_00)),
        (Cause.HOUSE, True, way.Owed(350_00)),
    ],
)
def test_what_is_paid_back(cause: Cause, owed: way.Owed, *, forfeit: bool) -> None:
    received = way.Received(deposit_fen=50_00, everything_fen=300_00, price_fen=1000_00)
    assert way.owed(received, cause, forfeit=forfeit) == owed


@pytest.mark.parametrize(
    ("deposit", "price", "earnest"), [(50, 1000, 50), (300, 1000, 200), (9, 42, 8), (9, 43, 9)]
)
def test_earnest_money_is_a_fifth_of_the_price_at_most(
    deposit: int, price: int, earnest: int
) -> None:
    assert way.Received(deposit, deposit, price).earnest_fen == earnest
