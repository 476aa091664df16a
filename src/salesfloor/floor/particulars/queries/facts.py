"""What stands on a customer's page: particulars, need, stage, how full it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from salesfloor.floor.customers import api as customers
from salesfloor.floor.particulars import rules
from salesfloor.floor.particulars.choices import Particular, Source, Stage
from salesfloor.floor.particulars.models import Interest, Need, Particulars
from salesfloor.floor.reception import api as reception

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from salesfloor.floor.particulars.choices import Criterion

_NEGOTIATES: Final[list[Callable[[int, str], bool]]] = []
_PAID: Final[list[Callable[[int, str], bool]]] = []


@dataclass(frozen=True, slots=True)
class Received:
    """What the receptions of a customer say."""

    visited: bool
    negotiated: bool
    told_need: bool
    source: str
    decider_came: bool


def received(site_id: int, phone: str) -> Received:
    """Return what the receptions and the referral of a customer say."""
    seen = reception.said_in_receptions(site_id, phone)
    first_at = seen.first_at
    referred = customers.Referral.objects.filter(site_id=site_id, phone=phone, ended_at=None)
    referred_at = referred.values_list("at", flat=True).first()
    source = {"visit": Source.WALK_IN.value, "call": Source.PHONE.value}.get(
        seen.first_channel or "", ""
    )
    if referred_at is not None and (first_at is None or referred_at <= first_at):
        source = Source.REFERRAL.value
    return Received(seen.visited, seen.negotiated, seen.told_need, source, seen.decider_came)


@dataclass(frozen=True, slots=True)
class NeedFacts:
    """What a customer wants, as far as it was told; empty where it was not."""

    rooms: tuple[int, ...] = ()
    area_from: Decimal | None = None
    area_to: Decimal | None = None
    budget_fen: int | None = None
    orientation: tuple[str, ...] = ()
    floor_from: int | None = None
    floor_to: int | None = None
    purpose: str = ""
    likes: tuple[str, ...] = ()
    must: tuple[str, ...] | None = None
    """Which criteria a unit must meet; None for those that are usual."""
    criteria: tuple[Criterion, ...] = field(default=())
    """Those stated."""


def need_of(site_id: int, phone: str) -> NeedFacts:
    """Return what the customer of that phone wants."""
    row = Need.objects.filter(site_id=site_id, phone=phone).first()
    return NeedFacts() if row is None else facts_of(row)


def facts_of(row: Need) -> NeedFacts:
    """Return a need as rules see it."""
    stated = rules.stated(
        {name: getattr(row, name) for names in rules.FACTS.values() for name in names}
    )
    return NeedFacts(
        rooms=tuple(row.rooms),
        area_from=row.area_from,
        area_to=row.area_to,
        budget_fen=row.budget_fen,
        orientation=tuple(row.orientation),
        floor_from=row.floor_from,
        floor_to=row.floor_to,
        purpose=row.purpose,
        likes=tuple(row.likes),
        must=None if row.must is None else tuple(row.must),
        criteria=tuple(stated),
    )


def marked_interests(site_id: int, phone: str) -> dict[str, int]:
    """Return the tags marked while presenting, each with its weight, by name."""
    rows = Interest.objects.filter(site_id=site_id, phone=phone).order_by("tag")
    return dict(rows.values_list("tag", "weight"))


def liked_tags(site_id: int, phone: str) -> dict[str, int]:
    """Return what the customer likes, the heaviest first, then by name."""
    return rules.liked(need_of(site_id, phone).likes, marked_interests(site_id, phone))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A customer's page: the values on it, how full it is at its stage."""

    customer: customers.Customer | None
    particulars: Particulars
    need: NeedFacts
    stage: Stage
    values: Mapping[str, str]
    """What is filled in, by name."""
    percent: int
    missing: tuple[Particular, ...]


def sheet(site_id: int, phone: str) -> Sheet:
    """Return what stands on the page of the customer of that phone."""
    customer = customers.Customer.objects.filter(site_id=site_id, phone=phone).first()
    row = Particulars.objects.filter(site_id=site_id, phone=phone).first()
    row = row or Particulars(site_id=site_id, phone=phone)
    seen, need = received(site_id, phone), need_of(site_id, phone)
    stage = rules.stage_of(
        visited=seen.visited,
        negotiated=seen.negotiated or _any(_NEGOTIATES, site_id, phone),
        paid=_any(_PAID, site_id, phone),
    )
    values = _values(customer, row, seen, need)
    filled = {name for name, value in values.items() if value}
    percent, missing = rules.completeness(stage, filled)
    return Sheet(customer, row, need, stage, values, percent, tuple(missing))


def _values(
    customer: customers.Customer | None, row: Particulars, seen: Received, need: NeedFacts
) -> dict[str, str]:
    told = seen.told_need or need.rooms or need.area_from or need.area_to or need.likes
    return {
        "name": customer.name if customer else "",
        "phone": row.phone,
        "area": customer.area if customer else "",
        "medium": customer.medium if customer else "",
        "source": row.source or seen.source,
        "need": "told" if told else "",
        "budget": "told" if need.budget_fen is not None else "",
        "family": row.family,
        "decision_maker": row.decision_maker or ("came" if seen.decider_came else ""),
        "buyer": row.buyer,
        "id_no": row.id_no,
        "address": row.address,
        "employer": row.employer,
        "vehicle": row.vehicle,
    }


def tells_negotiating(told: Callable[[int, str], bool]) -> Callable[[int, str], bool]:
    """Let an upper module say of site and phone whether things have come to negotiating."""
    _NEGOTIATES.append(told)
    return told


def tells_paid(told: Callable[[int, str], bool]) -> Callable[[int, str], bool]:
    """Let an upper module say of site and phone whether a first payment was made."""
    _PAID.append(told)
    return told


def _any(askers: list[Callable[[int, str], bool]], site_id: int, phone: str) -> bool:
    return any(told(site_id, phone) for told in askers)
