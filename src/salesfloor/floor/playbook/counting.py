"""Counting what helped: uses and removals of objections by method, cause or card (9.4.4)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of
from salesfloor.floor.deals import api as deals
from salesfloor.floor.playbook import rules
from salesfloor.floor.playbook.choices import ENDED, Per, Result
from salesfloor.floor.playbook.models import Objection
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from datetime import date, datetime
    from fractions import Fraction

SOLD: Final = "deal"
DAYS: Final = 90
"""The days that rates look back on, today among them."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something was used, how often it removed the objection."""

    key: str
    uses: int
    removed: int
    rate: Fraction | None


def first_day(today: date) -> date:
    """Return the first of the days that rates look back on."""
    return today - timedelta(days=DAYS - 1)


@dataclass(frozen=True, slots=True)
class Loss:
    """How many objections of one cause, or about one product, ended, and how many of them lost the customer."""

    key: str
    ended: int
    lost: int


def losses(site_id: int, at: datetime, field: str, *, days: tuple[date, date]) -> list[Loss]:
    """Return what lost customers, of objections logged on days that have ended, the most lost first (9.4.2)."""
    ended = Objection.objects.filter(
        site_id=site_id, logged_on__range=days, result__in=ENDED, ended_at__lte=at
    ).exclude(**{field: ""})
    all_ended: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for key, result in ended.values_list(field, "result"):
        all_ended[key] += 1
        lost[key] += result == Result.LOST
    found = [Loss(key, all_ended[key], lost[key]) for key in all_ended]
    return sorted(found, key=lambda one: (-one.lost, -one.ended, one.key))


def rates(
    site_id: int, at: datetime, per: Per, *, days: tuple[date, date], cause: str = ""
) -> list[Rate]:
    """Return the rates of objections logged on days, first and last included, that have ended."""
    ended = Objection.objects.filter(
        site_id=site_id, logged_on__range=days, result__in=ENDED, ended_at__lte=at
    ).exclude(**{per.value: ""})
    if cause:
        ended = ended.filter(cause=cause)
    uses: Counter[str] = Counter()
    removed: Counter[str] = Counter()
    for key, result in ended.values_list(per.value, "result"):
        uses[key] += 1
        removed[key] += result == Result.REMOVED
    least = rulebook.policies(site_id, at)["playbook.min_uses"]
    return [
        Rate(key, uses[key], removed[key], rules.rate(removed[key], uses[key], least))
        for key in sorted(uses)
    ]


@dataclass(frozen=True, slots=True)
class CardUsed:
    """In how many receptions a card was used, and in how many of them the customer bought since."""

    card: str
    receptions: int
    bought: int


def cards_used(site_id: int, at: datetime) -> list[CardUsed]:
    """Return the cards used on objections in the last 90 days, the most used first.

    Who bought: the reception ended in a deal, or a deal of that phone that still counts was opened since.
    """
    today = day_of(at)
    rows = Objection.objects.filter(
        site_id=site_id, logged_on__range=(first_day(today), today), logged_at__lte=at
    ).exclude(card="")
    used = {
        (card, reception_id): (phone, logged_at)
        for card, reception_id, phone, logged_at in rows.order_by("-logged_at").values_list(
            "card", "reception_id", "phone", "logged_at"
        )
    }
    ended = reception.Reception.objects.filter(
        pk__in={reception_id for _, reception_id in used}, outcome=SOLD, struck_at=None
    )
    sold = set(ended.values_list("pk", flat=True))
    phones = {phone for phone, _ in used.values() if phone}
    opened = deals.Deal.objects.filter(site_id=site_id, phone__in=phones, opened_at__lte=at)
    counting = opened.filter(state__in=(deals.DealState.OPEN, deals.DealState.DONE))
    latest = dict(counting.order_by("opened_at").values_list("phone", "opened_at"))
    uses: Counter[str] = Counter()
    bought: Counter[str] = Counter()
    for (card, reception_id), (phone, logged_at) in used.items():
        uses[card] += 1
        since = latest.get(phone)
        bought[card] += reception_id in sold or (since is not None and since >= logged_at)
    found = [CardUsed(card, uses[card], bought[card]) for card in uses]
    return sorted(found, key=lambda one: (-one.receptions, one.card))
