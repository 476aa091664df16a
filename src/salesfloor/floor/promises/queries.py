"""What is read of promises: those open, those that wait with margin and precedents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.money import yuan
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.promises import rules
from salesfloor.floor.promises.choices import PromiseKind, PromiseStatus
from salesfloor.floor.promises.models import Promise, Term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from salesfloor.base.commands import Actor
    from salesfloor.base.phrases import Phrase

LOOKED_BACK: Final = timedelta(days=90)
PRECEDENTS: Final = 5
GRANTED: Final = (PromiseStatus.GIVEN, PromiseStatus.APPROVED, PromiseStatus.KEPT)
HOLDING: Final = (PromiseStatus.GIVEN, PromiseStatus.APPROVED)
OPEN: Final = (*HOLDING, PromiseStatus.WAITING)


def approved_terms(site_id: int) -> dict[str, str]:
    """Return the terms that the site has approved, by code."""
    rows = Term.objects.filter(site_id=site_id, withdrawn_at=None).order_by("code")
    return dict(rows.values_list("code", "text"))


def term_choices(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the approved terms by code, each with its words, for a form."""
    del at
    return list(approved_terms(actor.site_id or 0).items())


def is_over(promise: Promise, on: date) -> bool:
    """Tell whether the last day of a promise is gone by."""
    return promise.until_on is not None and promise.until_on < on


def open_for(site_id: int, phones: Iterable[str], unit: str, at: datetime) -> QuerySet[Promise]:
    """Return the promises, waiting ones included, that stand on a customer's deal for a unit."""
    still = Q(until_on=None) | Q(until_on__gte=day_of(at))
    of_unit = Q(unit="") | Q(unit=unit)
    rows = Promise.objects.filter(
        still, of_unit, site_id=site_id, phone__in=list(phones), status__in=OPEN
    )
    return rows.order_by("number")


def open_discounts(site_id: int, at: datetime) -> list[Promise]:
    """Return the discounts that a site has promised and no agreement uses yet, waiting ones included."""
    still = Q(until_on=None) | Q(until_on__gte=day_of(at))
    rows = Promise.objects.filter(
        still, site_id=site_id, kind=PromiseKind.DISCOUNT, status__in=OPEN, used_by=None
    )
    return list(rows.order_by("number"))


def shown_value(kind: str, value: Decimal | None) -> int | float | str | None:
    """Return a promise's value as answers write it: per cent as a number, yuan as a text."""
    if value is None:
        return None
    if kind == PromiseKind.GIFT:
        return yuan(int(value * 100))
    return int(value) if value == value.to_integral_value() else float(value)


class Precedent(Answer):
    """What was granted before."""

    on: date
    value: int | float | str | None


class Approval(Answer):
    """A promise that waits, with what the decision goes by."""

    promise: int
    by: str
    kind: PromiseKind
    value: int | float | str | None
    unit: str | None
    price: str | None
    margin: str | None
    precedents: list[Precedent]


class Approvals(Answer):
    """The promises that wait for the asker, the oldest first."""

    rows: list[Approval]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A promise that waits, the price after it, and what is left above the lowest price."""

    promise: Promise
    unit: catalogue.Unit | None
    list_fen: int | None
    price_fen: int | None
    margin_fen: int | None
    precedents: list[Precedent]


@question(
    "approvals",
    may=MANAGERS,
    word=phrase("What waits for approval"),
    clauses=("9.3.2.8",),
)
def approvals(*, actor: StaffActor, at: datetime) -> Approvals:
    """Answer the promises that the asker may decide, with price, margin and precedents."""
    rows = [
        Approval(
            promise=one.promise.number,
            by=one.promise.made_by,
            kind=PromiseKind(one.promise.kind),
            value=shown_value(one.promise.kind, one.promise.value),
            unit=one.promise.unit or None,
            price=None if one.price_fen is None else yuan(one.price_fen),
            margin=None if one.margin_fen is None else yuan(one.margin_fen),
            precedents=one.precedents,
        )
        for one in waiting(actor, at)
    ]
    return Approvals(rows=rows)


def waiting(actor: StaffActor, at: datetime) -> list[Weighed]:
    """Return what waits for somebody of the actor's post, the oldest first."""
    height = rules.DECIDERS.index(Post(actor.post))
    still = Q(until_on=None) | Q(until_on__gte=day_of(at))
    rows = Promise.objects.filter(
        still,
        site_id=actor.site_id,
        status=PromiseStatus.WAITING,
        goes_to__in=[post.value for post in rules.DECIDERS[: height + 1]],
    )
    return [weighed(one, at) for one in rows.exclude(maker_id=actor.staff_id).order_by("number")]


def weighed(promise: Promise, at: datetime) -> Weighed:
    """Return a promise with the price after it, the margin and what was granted before."""
    unit = catalogue.Unit.objects.filter(site_id=promise.site_id, code=promise.unit or None).first()
    listed = None if unit is None else catalogue.price_on(unit.pk, day_of(at))
    price = margin = None
    if listed is not None:
        price = rules.price_after(PromiseKind(promise.kind), promise.value, listed)
    if unit is not None and price is not None and unit.bottom_price_fen is not None:
        margin = price - unit.bottom_price_fen
    return Weighed(promise, unit, listed, price, margin, precedents(promise, at))


def precedents(promise: Promise, at: datetime) -> list[Precedent]:
    """Return the last five of that kind that were granted on the same layout within 90 days."""
    if not promise.layout:
        return []
    rows = Promise.objects.filter(
        site_id=promise.site_id,
        kind=promise.kind,
        layout=promise.layout,
        status__in=GRANTED,
    ).exclude(pk=promise.pk)
    found = [(one.decided_at or one.made_at, one) for one in rows]
    recent = [(when, one) for when, one in found if when >= at - LOOKED_BACK]
    recent.sort(key=lambda row: (row[0], row[1].number), reverse=True)
    return [
        Precedent(on=day_of(when), value=shown_value(one.kind, one.value))
        for when, one in recent[:PRECEDENTS]
    ]
