"""The arithmetic of a recommendation, as tables (section N)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from salesfloor.floor.advice import rules, scoring
from salesfloor.floor.advice.scoring import Known, Offer, Wanted

NEED = Wanted(
    stated=("rooms", "budget", "area", "orientation", "likes", "floor"),
    rooms=(3,),
    budget_fen=100_00,
    area_from=Decimal(100),
    area_to=Decimal(120),
    orientation=("south",),
    liked=frozenset({"daylight", "view", "all_lit"}),
    floor_from=5,
    floor_to=10,
)
FULL = Offer(
    code="1-1-1",
    layout="A",
    order=(1,),
    price_fen=100_00,
    rooms=3,
    area=Decimal(110),
    orientation="south",
    floor=7,
    strengths=frozenset({"daylight", "view", "all_lit"}),
)


@pytest.mark.parametrize(
    ("change", "score"),
    [
        ({}, 100),
        ({"rooms": 2}, 70),
        ({"rooms": None}, 100),
        ({"price_fen": 105_00}, 88),
        ({"price_fen": 105_01}, 75),
        ({"area": Decimal(90)}, 90),
        ({"area": Decimal("89.99")}, 80),
        ({"area": Decimal(132)}, 90),
        ({"area": Decimal("132.01")}, 80),
        ({"orientation": "north"}, 90),
        ({"orientation": ""}, 100),
        ({"strengths": frozenset({"view"})}, 93),
        ({"strengths": frozenset()}, 90),
        ({"strengths": None}, 100),
        ({"floor": 3}, 98),
        ({"floor": 2}, 95),
        ({"floor": 12}, 98),
        ({"floor": 13}, 95),
    ],
)
def test_each_criterion_weighs_what_the_table_says(change: dict[str, object], score: int) -> None:
    assert scoring.judge(replace(FULL, **change), NEED).score == score  # type: ignore[arg-type]


def test_only_what_is_stated_is_judged() -> None:
    need = Wanted(stated=("rooms",), rooms=(3,))

    assert scoring.judge(replace(FULL, price_fen=10**9, floor=99), need).score == 100
    assert scoring.judge(replace(FULL, rooms=None), need).score == 0


@pytest.mark.parametrize(
    ("must", "change", "passes", "near"),
    [
        (None, {}, True, False),
        (None, {"price_fen": 101_00}, False, True),
        (None, {"price_fen": 106_00}, False, False),
        (None, {"rooms": None}, False, False),
        ((), {"rooms": 1, "price_fen": 10**9}, True, False),
        (("likes",), {"strengths": frozenset({"view", "daylight"})}, False, True),
        (("likes",), {"strengths": frozenset({"view"})}, False, False),
        (("floor",), {"floor": 11, "rooms": 1}, False, True),
    ],
)
def test_what_must_be_met(
    must: tuple[str, ...] | None, change: dict[str, object], *, passes: bool, near: bool
) -> None:
    offer = replace(FULL, **change)  # type: ignore[arg-type]

    found = scoring.advise([offer], replace(NEED, must=must), Known(), most=3)

    assert (bool(found.layouts), bool(found.near)) == (passes, near)


@pytest.mark.parametrize(
    ("liked", "disliked", "score"), [(0, 0, 90), (1, 0, 95), (4, 0, 100), (4, 1, 95), (0, 10, 0)]
)
def test_reactions_move_a_layout(liked: int, disliked: int, score: int) -> None:
    known = Known(liked_points={"A": liked}, disliked_points={"A": disliked})
    offer = replace(FULL, strengths=frozenset())

    (found,) = scoring.advise([offer], NEED, known, most=3).layouts

    assert found.score == score


def test_layouts_stand_by_score_then_units_then_price_then_name() -> None:
    offers = [
        replace(FULL, code="a", layout="C", order=(1,)),
        replace(FULL, code="b", layout="D", order=(2,)),
        replace(FULL, code="c", layout="D", order=(3,)),
        replace(FULL, code="d", layout="B", order=(4,), price_fen=99_00),
        replace(FULL, code="e", layout="A", order=(5,)),
        replace(FULL, code="f", layout="E", order=(6,), floor=12),
    ]

    found = scoring.advise(offers, NEED, Known(), most=4).layouts

    assert [one.layout for one in found] == ["D", "B", "A", "C"]
    assert [judged.offer.code for judged in found[0].offers] == ["b", "c"]


def test_a_layout_that_passes_is_not_near_as_well() -> None:
    offers = [FULL, replace(FULL, code="x", price_fen=101_00)]

    found = scoring.advise(offers, NEED, Known(), most=3)

    assert [len(one.offers) for one in found.layouts] == [1]
    assert not found.near


def test_goods_are_judged_by_budget_and_wishes() -> None:
    lamp = Offer("L1", "L1", (1,), price_fen=100_00, strengths=frozenset({"view"}), is_unit=False)

    need = scoring.for_goods(NEED)

    assert need.musts == ("budget",)
    assert scoring.judge(lamp, need).score == 81


ZONES = [
    {"name": "hall", "tag": ""},
    {"name": "living", "tag": "light"},
    {"name": "balcony", "tag": "view"},
]


@pytest.mark.parametrize(
    ("liked", "reactions", "order"),
    [
        ([], {}, ["hall", "living", "balcony"]),
        (["view"], {}, ["balcony", "hall", "living"]),
        (["view"], {"view": "dislike"}, ["hall", "living", "balcony"]),
        (["view"], {"balcony": "neutral", "hall": "dislike"}, ["living", "balcony", "hall"]),
        ([], {"living": "like"}, ["living", "hall", "balcony"]),
    ],
)
def test_the_walk_begins_with_what_is_liked(
    liked: list[str], reactions: dict[str, str], order: list[str]
) -> None:
    assert scoring.walking_order(ZONES, liked, reactions) == order


@pytest.mark.parametrize(
    ("facts", "share"),
    [
        (rules.Facts(liked=4), None),
        (rules.Facts(liked=5), "1"),
        (rules.Facts(liked=2, disliked=1, met=1, not_met=0, removed=1, standing=2), "4/7"),
        (rules.Facts(liked=2, met=4, removed=1, disliked=1, not_met=1, standing=1), "7/10"),
    ],
)
def test_acceptance_is_what_speaks_for_of_all_that_speaks(
    facts: rules.Facts, share: str | None
) -> None:
    found = rules.acceptance(facts)

    assert (None if found is None else str(found)) == share
