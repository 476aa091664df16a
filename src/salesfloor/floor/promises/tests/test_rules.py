"""Authority and what follows from it, as tables."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from salesfloor.base.posts import Post
from salesfloor.floor.promises import rules
from salesfloor.floor.promises.choices import PromiseKind

POLICY: dict[str, Any] = {
    "discount.salesperson_percent": 1,
    "discount.lead_percent": 2,
    "discount.manager_percent": 3,
    "discount.director_percent": 5,
    "gift.salesperson_yuan": 0,
    "gift.lead_yuan": 500,
    "gift.manager_yuan": 2000,
    "gift.director_yuan": 10000,
}


@pytest.mark.parametrize(
    ("post", "kind", "value", "covered"),
    [
        (Post.SALESPERSON, PromiseKind.DISCOUNT, "1", True),
        (Post.SALESPERSON, PromiseKind.DISCOUNT, "1.01", False),
        (Post.LEAD, PromiseKind.DISCOUNT, "2", True),
        (Post.MANAGER, PromiseKind.DISCOUNT, "3.01", False),
        (Post.DIRECTOR, PromiseKind.GIFT, "10000", True),
        (Post.GENERAL_MANAGER, PromiseKind.DISCOUNT, "99.99", True),
        (Post.DESK, PromiseKind.GIFT, "0.01", False),
        (Post.SALESPERSON, PromiseKind.GIFT, "0.01", False),
    ],
)
def test_limits_include_themselves(
    post: Post, kind: PromiseKind, value: str, *, covered: bool
) -> None:
    found = rules.is_covered(post, kind, Decimal(value), is_approved_term=False, policy=POLICY)

    assert found is covered


@pytest.mark.parametrize(
    ("kind", "approved", "post", "covered"),
    [
        (PromiseKind.TERM, True, Post.SALESPERSON, True),
        (PromiseKind.TERM, False, Post.LEAD, False),
        (PromiseKind.TERM, False, Post.MANAGER, True),
        (PromiseKind.OTHER, False, Post.LEAD, False),
        (PromiseKind.OTHER, False, Post.DIRECTOR, True),
    ],
)
def test_words_are_the_managers_unless_approved(
    kind: PromiseKind, post: Post, *, approved: bool, covered: bool
) -> None:
    found = rules.is_covered(post, kind, None, is_approved_term=approved, policy=POLICY)

    assert found is covered


@pytest.mark.parametrize(
    ("value", "post"),
    [
        ("2.5", Post.MANAGER),
        ("3", Post.MANAGER),
        ("5", Post.DIRECTOR),
        ("5.01", Post.GENERAL_MANAGER),
    ],
)
def test_what_is_beyond_goes_to_the_lowest_who_covers_it(value: str, post: Post) -> None:
    found = rules.goes_to(
        PromiseKind.DISCOUNT, Decimal(value), is_approved_term=False, policy=POLICY
    )

    assert found is post


@pytest.mark.parametrize(
    ("kind", "value", "listed", "price"),
    [
        (PromiseKind.DISCOUNT, "2", 1_950_654_00, 1_911_640_92),
        (PromiseKind.DISCOUNT, "0.5", 99, 99),
        (PromiseKind.DISCOUNT, "50", 3, 2),
        (PromiseKind.GIFT, "500", 1_000_000_00, 999_500_00),
        (PromiseKind.OTHER, None, 1_000_000_00, 1_000_000_00),
    ],
)
def test_the_price_after_a_promise_is_rounded_once(
    kind: PromiseKind, value: str | None, listed: int, price: int
) -> None:
    assert rules.price_after(kind, None if value is None else Decimal(value), listed) == price


@pytest.mark.parametrize(
    ("price", "covers"), [(98_00, True), (97_99, False), (100_00, True), (98_01, True)]
)
def test_a_price_is_compared_exactly(price: int, *, covers: bool) -> None:
    assert rules.covers_price(Decimal(2), list_fen=100_00, price_fen=price) is covers
