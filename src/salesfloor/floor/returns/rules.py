"""What may come back, how, and who decides: 9.7.1.1 to 9.7.1.3 as pure functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.verdicts import clause
from salesfloor.floor.returns.choices import Cause, Condition, Decision, Remedy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from salesfloor.base.posts import Post


@dataclass(frozen=True, slots=True)
class Terms:
    """What is known of goods that come back with their sale."""

    age: int
    """Days since the sale."""
    cause: Cause
    condition: Condition
    warranty_days: int
    is_returnable: bool


def eligible(terms: Terms, policy: Mapping[str, Any]) -> tuple[list[Remedy], list[Phrase]]:
    """Return what the site's rules allow, and a sentence about each remedy with its days (9.7.1.2)."""
    found: list[Remedy] = []
    told: list[Phrase] = []
    for remedy in Remedy:
        most, sentence = _limit(remedy, terms, policy)
        if most is not None and terms.age <= most:
            found.append(remedy)
        told.append(sentence)
    return found, told


def _limit(remedy: Remedy, terms: Terms, policy: Mapping[str, Any]) -> tuple[int | None, Phrase]:
    """Return up to which age a remedy is open, None for never, and why."""
    if terms.cause is Cause.MISUSE:
        return None, phrase("{remedy}: no, the goods were used wrongly.", remedy=remedy.label)
    if not terms.is_returnable and remedy is not Remedy.REPAIR:
        return None, phrase("{remedy}: no, such goods are not taken back.", remedy=remedy.label)
    if terms.cause is Cause.NONE:
        return _without_fault(remedy, terms, policy)
    most = {
        Remedy.REFUND: policy["return.refund_days"],
        Remedy.EXCHANGE: policy["return.exchange_days"],
        Remedy.REPAIR: terms.warranty_days,
    }[remedy]
    return most, _within(remedy, terms.age, most)


def _without_fault(
    remedy: Remedy, terms: Terms, policy: Mapping[str, Any]
) -> tuple[int | None, Phrase]:
    if remedy is Remedy.REPAIR:
        return None, phrase("{remedy}: no, nothing is wrong with the goods.", remedy=remedy.label)
    if terms.condition is not Condition.UNUSED:
        return None, phrase("{remedy}: no, without a fault only unused goods.", remedy=remedy.label)
    most = policy["return.unused_days"]
    return most, _within(remedy, terms.age, most)


def _within(remedy: Remedy, age: int, most: int) -> Phrase:
    facts = {"remedy": remedy.label, "age": age, "most": most}
    if age <= most:
        return phrase(
            "{remedy}: yes, {age} days after the sale, up to {most} are allowed.", **facts
        )
    return phrase("{remedy}: no, {age} days after the sale, {most} were allowed.", **facts)


@clause("9.7.1.1")
def may_start(*, is_found: bool, has_goods: bool, left: int, qty: int) -> Phrase | None:
    """A return starts from the sale that is found, and takes no more back than was sold."""
    if not is_found:
        return phrase(
            "There is no such sale. Without proof it goes to the manager as an exception."
        )
    if not has_goods:
        return phrase("These goods are not in that sale.")
    if qty > left:
        return phrase("Of these goods {left} can still come back from that sale.", left=left)
    return None


@clause("9.7.1.2")
def may_judge(*, evidence: str) -> Phrase | None:
    """A cause is named with what shows it."""
    return (
        None if evidence else phrase("Say what shows the cause: a photo, a test, what was found.")
    )


@clause("9.7.1.3")
def may_decide(
    post: Post, *, is_seller: bool, reason: str, is_decided: bool, within_paid: bool
) -> Phrase | None:
    """A manager who did not sell the goods decides, once, with a reason, up to the price paid."""
    if post not in MANAGERS or is_seller:
        return phrase("A manager decides who did not sell the goods.")
    if is_decided:
        return phrase("This return is decided already.")
    if not reason:
        return phrase("Say why: the decision is on record with its reason.")
    if not within_paid:
        return phrase("No more is given back than was paid.")
    return None


@clause("9.7.1.3")
def may_settle(decision: str, *, is_settled: bool) -> Phrase | None:
    """Stock and money move after a decision to refund or exchange, once."""
    if decision not in {Decision.REFUND, Decision.EXCHANGE}:
        return phrase("Nothing moves before a manager decided to give money back or to exchange.")
    if is_settled:
        return phrase("This return is settled already.")
    return None


@clause("input")
def may_sell(*, stock: int, qty: int, goods: str) -> Phrase | None:
    """No more is sold than is there."""
    if qty <= stock:
        return None
    return phrase("Of {goods} there are {stock} in stock.", goods=goods, stock=stock)


@clause("9.3.2.8")
def may_ask_price(*, is_within: bool) -> Phrase | None:
    """A price below the list is a discount of the seller, within the seller's authority."""
    if is_within:
        return None
    return phrase("This price is below what the seller may give alone.")
