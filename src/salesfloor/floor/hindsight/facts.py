"""What happened to a site's customers, as its own books have it, in order of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q

from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals import api as deals
from salesfloor.floor.reception import api as reception

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

RECEIVED, REFERRED, GIVEN, FOLLOWED_UP, PASSED_ON, WITHDRAWN, BOUND, FREED = range(8)
"""What may happen; at one moment in this order."""


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """One thing that happened: when, what, to which phone, by whom."""

    at: datetime
    what: int
    number: int
    phone: str
    staff_id: int
    channel: str = ""
    reached: bool = True


def facts_of(site_id: int, until: datetime) -> list[Fact]:
    """Return all that happened up to a moment: receptions, referrals, follow-ups, hand-overs, deals."""
    found = [
        *_receptions(site_id, until),
        *_referrals(site_id, until),
        *_given(site_id, until),
        *_follow_ups(site_id, until),
        *_passed_on(site_id, until),
        *_deals(site_id, until),
    ]
    return sorted(found)


def _receptions(site_id: int, until: datetime) -> Iterator[Fact]:
    """Yield receptions with a phone; one that was left later counts from when it was left."""
    founded = customers.ClaimEvent.objects.filter(
        kind=customers.ClaimEvent.Kind.FOUNDED, claim__site_id=site_id, reception_id__isnull=False
    )
    left = dict(founded.values_list("reception_id", "at"))
    rows = reception.Reception.objects.filter(
        site_id=site_id, struck_at=None, assigned_at__lte=until, receiver_id__isnull=False
    ).exclude(phone="")
    told = rows.values_list("pk", "phone", "receiver_id", "channel", "assigned_at")
    for number, phone, receiver, channel, at in told:
        if at is not None and receiver is not None:
            yield Fact(max(at, left.get(number, at)), RECEIVED, number, phone, receiver, channel)


def _referrals(site_id: int, until: datetime) -> Iterator[Fact]:
    rows = customers.Referral.objects.filter(site_id=site_id, at__lte=until, ended_at=None)
    for number, phone, staff_id, at in rows.values_list("pk", "phone", "staff_id", "at"):
        yield Fact(at, REFERRED, number, phone, staff_id)


def _given(site_id: int, until: datetime) -> Iterator[Fact]:
    """Yield claims that began on the manager's word: by a decision, or anew after old books came in."""
    referred = customers.Referral.objects.filter(
        site_id=site_id, phone=OuterRef("claim__phone"), at=OuterRef("at")
    )
    founded = customers.ClaimEvent.objects.filter(
        kind=customers.ClaimEvent.Kind.FOUNDED,
        claim__site_id=site_id,
        reception_id=None,
        at__lte=until,
    ).exclude(Exists(referred))
    told = founded.values_list("pk", "claim__phone", "staff_id", "at", "claim__kind")
    for number, phone, staff_id, at, kind in told:
        yield Fact(at, GIVEN, number, phone, staff_id, kind)


def _follow_ups(site_id: int, until: datetime) -> Iterator[Fact]:
    rows = customers.FollowUp.objects.filter(customer__site_id=site_id, at__lte=until)
    told = rows.values_list("pk", "customer__phone", "staff_id", "at", "reached")
    for number, phone, staff_id, at, reached in told:
        yield Fact(at, FOLLOWED_UP, number, phone, staff_id, reached=reached)


def _passed_on(site_id: int, until: datetime) -> Iterator[Fact]:
    """Yield hand-overs and decisions: the claim went to another person, or ended by one."""
    passed = customers.ClaimEvent.Kind.PASSED_ON
    ended = customers.ClaimEvent.Kind.WITHDRAWN
    rows = customers.ClaimEvent.objects.filter(
        Q(kind=passed) | Q(kind=ended), claim__site_id=site_id, at__lte=until
    ).annotate(phone=F("claim__phone"))
    for number, kind, phone, staff_id, at in rows.values_list(
        "pk", "kind", "phone", "staff_id", "at"
    ):
        yield Fact(at, PASSED_ON if kind == passed else WITHDRAWN, number, phone, staff_id)


def _deals(site_id: int, until: datetime) -> Iterator[Fact]:
    """Yield the beginning of each deal, which binds the customer's claim, and its end."""
    rows = deals.Deal.objects.filter(site_id=site_id, opened_at__lte=until)
    told = rows.values_list("pk", "phone", "owner_id", "opened_at", "ended_at")
    for number, phone, owner_id, begins, ends in told:
        yield Fact(begins, BOUND, number, phone, owner_id or 0)
        if ends is not None and ends <= until:
            yield Fact(ends, FREED, number, phone, owner_id or 0)


def buyers_of(site_id: int, at: datetime) -> frozenset[str]:
    """Return the phones of customers with a deal that is under way or done."""
    live = (deals.DealState.OPEN, deals.DealState.DONE)
    rows = deals.Deal.objects.filter(site_id=site_id, state__in=live, opened_at__lte=at)
    return frozenset(rows.values_list("phone", flat=True))


class Links:
    """Which phones counted as one with which at a moment, by relations that may end (3.5.2, 3.5.3)."""

    def __init__(self, site_id: int, counted: frozenset[str]) -> None:
        self._by_phone: dict[str, list[tuple[str, str, datetime, datetime | None]]] = {}
        rows = customers.Relation.objects.filter(site_id=site_id)
        told = rows.values_list("phone", "other", "relation", "recorded_at", "ended_at")
        for phone, other, relation, begins, ends in told:
            if relation in counted:
                one = (other, relation, begins, ends)
                self._by_phone.setdefault(phone, []).append(one)

    def __call__(self, phone: str, at: datetime) -> list[str]:
        """Return the phones that counted as one with this one then."""
        found = []
        for other, relation in self._standing(phone, at):
            found.append(other)
            if relation == "company":
                found += [
                    fellow
                    for fellow, what in self._standing(other, at)
                    if what == "shareholder" and fellow != phone
                ]
        return found

    def _standing(self, phone: str, at: datetime) -> list[tuple[str, str]]:
        return [
            (other, relation)
            for other, relation, begins, ends in self._by_phone.get(phone, ())
            if begins <= at and (ends is None or ends > at)
        ]
