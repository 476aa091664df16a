"""How far a post's authority goes, and who decides beyond it: 9.3.2.8 and 7.2.9 as pure functions."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import Post
from salesfloor.base.verdicts import clause
from salesfloor.floor.promises.choices import PromiseKind, PromiseStatus

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    Policy = Mapping[str, Any]

DECIDERS: Final = (Post.MANAGER, Post.DIRECTOR, Post.GENERAL_MANAGER)
"""Those who decide what is beyond others, the lowest first."""
_LIMITS: Final = {
    (PromiseKind.DISCOUNT, Post.SALESPERSON): "discount.salesperson_percent",
    (PromiseKind.DISCOUNT, Post.LEAD): "discount.lead_percent",
    (PromiseKind.DISCOUNT, Post.MANAGER): "discount.manager_percent",
    (PromiseKind.DISCOUNT, Post.DIRECTOR): "discount.director_percent",
    (PromiseKind.GIFT, Post.SALESPERSON): "gift.salesperson_yuan",
    (PromiseKind.GIFT, Post.LEAD): "gift.lead_yuan",
    (PromiseKind.GIFT, Post.MANAGER): "gift.manager_yuan",
    (PromiseKind.GIFT, Post.DIRECTOR): "gift.director_yuan",
}
"""The policy that limits what a post promises on its own."""
MEASURED: Final = frozenset({PromiseKind.DISCOUNT, PromiseKind.GIFT})
"""What is promised by a value."""
_HUNDRED: Final = Decimal(100)


def limit(post: Post, kind: PromiseKind, policy: Policy) -> Decimal | None:
    """Return up to which discount or gift a post promises on its own; None knows no limit.

    Posts that sell nothing have no authority of their own.
    """
    if post is Post.GENERAL_MANAGER:
        return None
    name = _LIMITS.get((kind, post))
    return Decimal(0) if name is None else Decimal(str(policy[name]))


def is_covered(
    post: Post, kind: PromiseKind, value: Decimal | None, *, is_approved_term: bool, policy: Policy
) -> bool:
    """Tell whether a promise is within a post's own authority, its limit included."""
    if kind in MEASURED:
        most = limit(post, kind, policy)
        return most is None or (value is not None and value <= most)
    return (kind is PromiseKind.TERM and is_approved_term) or post in DECIDERS


def goes_to(
    kind: PromiseKind, value: Decimal | None, *, is_approved_term: bool, policy: Policy
) -> Post:
    """Return the lowest of manager, director, general manager whose authority covers a promise."""
    return next(
        post
        for post in DECIDERS
        if is_covered(post, kind, value, is_approved_term=is_approved_term, policy=policy)
    )


@clause("input")
def may_be_said(
    kind: PromiseKind, value: Decimal | None, until: date | None, *, today: date
) -> Phrase | None:
    """A discount and a gift have a value, terms and others have none; nothing ends in the past."""
    if kind in MEASURED and value is None:
        return phrase("Say how much: per cent of a discount, yuan of a gift.")
    if kind not in MEASURED and value is not None:
        return phrase("Only discounts and gifts have a value.")
    if kind is PromiseKind.DISCOUNT and value is not None and value >= _HUNDRED:
        return phrase("A discount is less than 100 per cent.")
    if until is not None and until < today:
        return phrase("A promise cannot end on a day gone by.")
    return None


@clause("9.3.2.8")
def may_decide(post: Post, *, of: str, is_own: bool) -> Phrase | None:
    """The post whose authority covers it decides, or a higher one; never who promised."""
    if is_own:
        return phrase("Nobody decides about their own promise. Ask somebody of a higher post.")
    wanted = Post(of)
    if post not in DECIDERS or DECIDERS.index(post) < DECIDERS.index(wanted):
        return phrase("This is beyond your authority, too. It waits for somebody of a higher post.")
    return None


@clause("input")
def may_still_decide(status: str, *, is_over: bool) -> Phrase | None:
    """A promise is decided once, while it waits."""
    if status != PromiseStatus.WAITING:
        return phrase("This promise is decided already.")
    if is_over:
        return phrase("The day until which this was to hold is gone by. It is promised anew.")
    return None


@clause("input", "7.2.9")
def may_be_kept(status: str) -> Phrase | None:
    """Only what was given or approved can be kept."""
    if status in {PromiseStatus.GIVEN, PromiseStatus.APPROVED}:
        return None
    return phrase("Only a promise that was given or approved can be kept.")


def price_after(kind: PromiseKind, value: Decimal | None, list_fen: int) -> int:
    """Return the price in fen after a promise, rounded once, half up."""
    if value is None:
        return list_fen
    if kind is PromiseKind.GIFT:
        return list_fen - int(value * _HUNDRED)
    exact = list_fen * (_HUNDRED - value) / _HUNDRED
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def covers_price(percent: Decimal, *, list_fen: int, price_fen: int) -> bool:
    """Tell whether a percentage allows a price, compared exactly: (list - price) x 100 <= limit x list."""
    return (list_fen - price_fen) * 100 <= percent * list_fen
