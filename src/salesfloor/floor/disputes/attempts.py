"""Whose customer somebody would be, had every follow-up counted, reached or not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from salesfloor.floor.customers import api as customers
from salesfloor.floor.disputes.choices import What
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from salesfloor.floor.disputes.facts import Fact


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim as it would stand: whose, of which kind, since when, until when."""

    owner_id: int
    kind: str
    made_at: datetime
    lapses_at: datetime


def attempts_owner(site_id: int, facts: Iterable[Fact], at: datetime) -> int | None:
    """Return whose customer it would be, in one pass over the facts of one customer.

    Receptions and referrals found a claim where none would stand; visits and the owner's follow-ups keep
    the deciding owner's claims alive, whether they reached the customer or not.
    """
    claims: dict[str, _Claim] = {}
    for fact in facts:
        if fact.what in {What.VISIT, What.CALL, What.REFERRAL, What.FOLLOW_UP}:
            _take(claims, fact, site_id)
    first = _deciding(claims, at)
    return first.owner_id if first else None


def _take(claims: dict[str, _Claim], fact: Fact, site_id: int) -> None:
    policy = rulebook.policies(site_id, fact.at)
    first = _deciding(claims, fact.at)
    if first is None:
        if fact.what is not What.FOLLOW_UP:
            kind = str(fact.what) if fact.what is not What.REFERRAL else "referral"
            until = customers.lapse_instant(
                kind, fact.at, fact.at, policy, customers.house_of(site_id, fact.at)
            )
            claims[fact.phone] = _Claim(fact.staff_id, kind, fact.at, until)
        return
    if fact.what is What.FOLLOW_UP and fact.staff_id != first.owner_id:
        return
    for phone, claim in claims.items():
        if claim.owner_id == first.owner_id and claim.lapses_at > fact.at:
            claims[phone] = _kept(claim, fact, site_id)


def _kept(claim: _Claim, fact: Fact, site_id: int) -> _Claim:
    is_visit = fact.what is What.VISIT
    if fact.what in {What.CALL, What.REFERRAL} or not (is_visit or claim.kind == "visit"):
        return claim
    until = customers.moved_to(
        "visit",
        fact.at,
        kind_before=claim.kind,
        lapses_before=claim.lapses_at,
        made_at=claim.made_at,
        policy=rulebook.policies(site_id, fact.at),
        house=customers.house_of(site_id, fact.at),
    )
    return replace(claim, kind="visit", lapses_at=until)


def _deciding(claims: dict[str, _Claim], at: datetime) -> _Claim | None:
    standing = (claim for claim in claims.values() if claim.lapses_at > at)
    return min(standing, key=lambda claim: claim.made_at, default=None)
