"""How the present owner came by a claim, told in a sentence that is true of its first day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from salesfloor.base.china_time import local
from salesfloor.base.phrases import Phrase, marked, phrase
from salesfloor.base.sql import fetch_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from salesfloor.floor.customers.rules import ClaimFacts

_EVENTS: Final = """
    SELECT kind, at, reception_id IS NOT NULL, kind_before FROM customers_claimevent
    WHERE claim_id = %s ORDER BY at DESC, id DESC
"""


class Event(NamedTuple):
    """What happened to a claim, as far as it tells how the claim came to its owner."""

    kind: str
    at: datetime
    by_reception: bool
    kind_before: str


_BEGAN: Final = {
    "visit": marked("{owner} received the visit in which the phone was on record, {at} (3.5.0)."),
    "call": marked("{owner} took the call in which the phone was left, {at} (3.5.0)."),
    "referral": marked("{owner} got the phone by a referral, {at} (3.5.4)."),
}
_KIND: Final = {
    "visit": marked("{owner} has the claim of a visit, which runs since {at} (3.5.0)."),
    "call": marked("{owner} has the claim of a call, which runs since {at} (3.5.0)."),
    "referral": marked("{owner} has the claim of a referral, which runs since {at} (3.5.4)."),
}


@dataclass(frozen=True, slots=True)
class Founding:
    """How a claim began, and whether it was somebody else's then."""

    was_passed_on: bool
    at: datetime
    """When the present owner got it."""
    kind: str
    by_reception: bool


def founding_of(claim: ClaimFacts) -> Founding | None:
    """Return how the present owner came by a claim."""
    return founding_in([Event(*row) for row in fetch_all(_EVENTS, (claim.id,))], claim.kind)


def founding_in(events: Sequence[Event], kind: str) -> Founding | None:
    """Return how the present owner came by a claim with these events, the latest first.

    A claim changes its kind with the first visit; what was before that is how it began.
    """
    founded = next((one for one in reversed(events) if one.kind == "FOUNDED"), None)
    if founded is None:
        return None
    last = next(one for one in events if one.kind in {"FOUNDED", "PASSED_ON"})
    began = next((one.kind_before for one in reversed(events) if one.kind_before), kind)
    return Founding(last.kind == "PASSED_ON", last.at, began, founded.by_reception)


def how_it_came(claim: ClaimFacts, owner: str, founding: Founding | None) -> Phrase:
    """Say how the owner came by a claim; without its founding, what kind of claim it is."""
    if founding is None:
        return phrase(_KIND[claim.kind], owner=owner, at=_moment(claim.made_at))
    if founding.was_passed_on:
        return phrase("{owner} was given the claim on {at}.", owner=owner, at=_moment(founding.at))
    if founding.by_reception or founding.kind == "referral":
        return phrase(_BEGAN[founding.kind], owner=owner, at=_moment(founding.at))
    return phrase(
        "{owner} has the claim on the manager's word, from {at} on.",
        owner=owner,
        at=_moment(founding.at),
    )


def _moment(at: datetime) -> str:
    return f"{local(at):%Y-%m-%d %H:%M}"
