"""What customers warm to, added up: by what they like, and who marks it (9.2.1.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from salesfloor.base.china_time import end_of, start_of
from salesfloor.floor.customers import api as customers
from salesfloor.floor.particulars.models import Interest
from salesfloor.floor.reception import api as reception

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from salesfloor.base.commands import Actor

WEIGHTS: Final = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Liked:
    """Something that customers warm to: how many a little, quite, very much."""

    tag: str
    weights: tuple[int, int, int]

    @property
    def customers(self) -> int:
        """Return how many customers warm to it."""
        return sum(self.weights)

    @property
    def mean(self) -> float:
        """Return how much they warm to it on average."""
        return sum(n * count for n, count in zip(WEIGHTS, self.weights, strict=True)) / sum(
            self.weights
        )


@dataclass(frozen=True, slots=True)
class Marking:
    """Customers that somebody received on visits, and for how many of them anything is marked."""

    staff_id: int
    received: int
    marked: int

    @property
    def rate(self) -> float:
        """Return the share of customers with something marked."""
        return self.marked / self.received


def liked_most(site_id: int, from_on: date, to_on: date) -> list[Liked]:
    """Return what customers warmed to on days, what most of them like first."""
    rows = (
        Interest.objects.filter(site_id=site_id, at__gte=start_of(from_on), at__lt=end_of(to_on))
        .values_list("tag", "weight")
        .annotate(customers=Count("pk"))
        .order_by("tag", "weight")
    )
    counted: dict[str, dict[int, int]] = {}
    for tag, weight, count in rows:
        counted.setdefault(tag, {})[weight] = count
    found = [Liked(tag, _by_weight(of_tag)) for tag, of_tag in counted.items()]
    return sorted(found, key=lambda one: (-one.customers, -one.mean, one.tag))


def _by_weight(counts: Mapping[int, int]) -> tuple[int, int, int]:
    return counts.get(1, 0), counts.get(2, 0), counts.get(3, 0)


def marking(site_id: int, from_on: date, to_on: date) -> list[Marking]:
    """Return for each receiver of visits on days how many of the customers have anything marked."""
    its = Interest.objects.filter(site_id=site_id, phone=OuterRef("phone"))
    rows = (
        reception.Reception.objects.filter(
            site_id=site_id,
            registered_at__gte=start_of(from_on),
            registered_at__lt=end_of(to_on),
            channel=reception.Reception.Channel.VISIT,
            is_buyer=True,
            struck_at=None,
            receiver_id__isnull=False,
        )
        .exclude(phone="")
        .annotate(has_marks=Exists(its))
        .values("receiver_id")
        .annotate(
            received=Count("phone", distinct=True),
            marked=Count("phone", distinct=True, filter=Q(has_marks=True)),
        )
        .order_by("-received", "receiver_id")
    )
    return [Marking(row["receiver_id"] or 0, row["received"], row["marked"]) for row in rows]


def seen_by(actor: Actor, at: datetime) -> QuerySet[Interest]:
    """Return the marks of customers whose page somebody opens, each with the customer's page and name.

    Whoever is told whose customer somebody is sees those of the site; others those that they follow now.
    """
    site_id = actor.site_id or 0
    its = customers.Customer.objects.filter(site_id=OuterRef("site_id"), phone=OuterRef("phone"))
    rows = Interest.objects.filter(site_id=site_id).annotate(
        customer_pk=Subquery(its.values("pk")[:1]), customer_name=Subquery(its.values("name")[:1])
    )
    if actor.post in customers.SEES_WHOSE:
        return rows
    followed = customers.Claim.objects.filter(
        site_id=site_id,
        phone=OuterRef("phone"),
        owner_id=actor.staff_id or 0,
        ended_at=None,
        lapses_at__gt=at,
    )
    return rows.filter(Exists(followed))
