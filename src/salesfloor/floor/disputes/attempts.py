"""Whose customer somebody would be, had every follow-up counted, reached or not."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from salesfloor.base.china_time import day_of
from salesfloor.floor.customers import api as customers
from salesfloor.floor.disputes.choices import What
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from salesfloor.floor.disputes.facts import Fact


_COUNTED: Final = frozenset({What.VISIT, What.CALL, What.REFERRAL, What.FOLLOW_UP})


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim as it would stand: whose, of which kind, since when, until when."""

    owner_id: int
    kind: str
    made_at: datetime
    lapses_at: datetime


class _SiteThen:
    """By which policies a site reckoned, asked for once a day: they change from a day on."""

    def __init__(self, site_id: int) -> None:
        self.id = site_id
        self._policies: dict[date, Mapping[str, Any]] = {}

    def policy(self, at: datetime) -> Mapping[str, Any]:
        """Return the policies of a moment."""
        day = day_of(at)
        if day not in self._policies:
            self._policies[day] = rulebook.policies(self.id, at)
        return self._policies[day]


def attempts_owner(site_id: int, facts: Sequence[Fact], at: datetime) -> int | None:
    """Return whose customer it would be, in one pass over the facts of one customer.

    Receptions, referrals and the manager's word found a claim where none would stand; visits and the owner's
    follow-ups keep the deciding owner's claims alive, whether they reached the customer or not; what was
    handed over or decided holds here too.
    """
    claims: dict[str, _Claim] = {}
    site = _SiteThen(site_id)
    phones = {fact.phone for fact in facts}
    passings = deque(_passings(site_id, phones, at))
    for fact in _that_count(facts):
        while passings and passings[0].at <= fact.at:
            _pass(claims, passings.popleft())
        _take(claims, fact, site)
    for passing in passings:
        _pass(claims, passing)
    first = _deciding(claims, at)
    return first.owner_id if first else None


def _that_count(facts: Sequence[Fact]) -> Iterator[Fact]:
    """Yield what may found a claim or keep one; of claims only those that no reception or referral founded."""
    referred = {(fact.phone, fact.at) for fact in facts if fact.what is What.REFERRAL}
    for fact in facts:
        is_given = fact.what is What.CLAIM and fact.register is None
        if fact.what in _COUNTED or (is_given and (fact.phone, fact.at) not in referred):
            yield fact


class _Passing(NamedTuple):
    """A claim that went to somebody else, or to nobody."""

    at: datetime
    phone: str
    to: int | None


def _passings(site_id: int, phones: set[str], at: datetime) -> Iterator[_Passing]:
    kinds = customers.ClaimEvent.Kind
    rows = customers.ClaimEvent.objects.filter(
        kind__in=(kinds.PASSED_ON, kinds.WITHDRAWN),
        claim__site_id=site_id,
        claim__phone__in=phones,
        at__lte=at,
    ).order_by("at", "pk")
    for when, kind, phone, staff_id in rows.values_list("at", "kind", "claim__phone", "staff_id"):
        yield _Passing(when, phone, staff_id if kind == kinds.PASSED_ON else None)


def _pass(claims: dict[str, _Claim], passing: _Passing) -> None:
    claim = claims.get(passing.phone)
    if claim is None or claim.lapses_at <= passing.at:
        return
    if passing.to is None:
        claims[passing.phone] = replace(claim, lapses_at=passing.at)
    else:
        claims[passing.phone] = replace(claim, owner_id=passing.to)


def _take(claims: dict[str, _Claim], fact: Fact, site: _SiteThen) -> None:
    first = _deciding(claims, fact.at)
    if first is None:
        if fact.what is not What.FOLLOW_UP:
            kind = _kind_of(fact)
            until = customers.lapse_instant(
                kind, fact.at, fact.at, site.policy(fact.at), customers.house_of(site.id, fact.at)
            )
            claims[fact.phone] = _Claim(fact.staff_id, kind, fact.at, until)
        return
    if fact.what is What.FOLLOW_UP and fact.staff_id != first.owner_id:
        return
    for phone, claim in claims.items():
        if claim.owner_id == first.owner_id and claim.lapses_at > fact.at:
            claims[phone] = _kept(claim, fact, site)


def _kind_of(fact: Fact) -> str:
    if fact.what is What.CLAIM:
        return fact.claim_kind
    return "referral" if fact.what is What.REFERRAL else str(fact.what)


def _kept(claim: _Claim, fact: Fact, site: _SiteThen) -> _Claim:
    is_visit = fact.what is What.VISIT
    if fact.what in {What.CALL, What.REFERRAL, What.CLAIM} or not (
        is_visit or claim.kind == "visit"
    ):
        return claim
    until = customers.moved_to(
        "visit",
        fact.at,
        kind_before=claim.kind,
        lapses_before=claim.lapses_at,
        made_at=claim.made_at,
        policy=site.policy(fact.at),
        house=customers.house_of(site.id, fact.at),
    )
    return replace(claim, kind="visit", lapses_at=until)


def _deciding(claims: dict[str, _Claim], at: datetime) -> _Claim | None:
    standing = (claim for claim in claims.values() if claim.lapses_at > at)
    return min(standing, key=lambda claim: claim.made_at, default=None)
