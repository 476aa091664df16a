"""What a cashier sees while typing: who pays, how the unit stands, what is worth a second look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from salesfloor.base.china_time import day_of
from salesfloor.base.input_errors import UnusableError
from salesfloor.base.money import fen_from_yuan, yuan
from salesfloor.base.names import masked_name
from salesfloor.base.posts import Post
from salesfloor.base.refusals import Refused
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals import sums, wanting
from salesfloor.floor.deals.choices import Caution, DealState
from salesfloor.floor.deals.models import Deal
from salesfloor.floor.deals.rules import holding as rules
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays, as far as a cashier may know: a surname, and whether somebody follows them."""

    name: str
    owner: Post | None
    is_registered: bool
    same: frozenset[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a unit stands for anyone who pays."""

    unit: catalogue.Unit
    state: catalogue.UnitState
    price_fen: int
    own: Deal | None
    is_overdue: bool
    paid_fen: int
    is_kept: bool
    """Whether another has the first refusal (3.5.5)."""

    @property
    def due_fen(self) -> int:
        """Return the whole deposit that was agreed; nothing before the first payment."""
        return self.own.due_fen if self.own else 0

    @property
    def left_fen(self) -> int:
        """Return what is still missing of it."""
        return max(0, self.due_fen - self.paid_fen)

    @property
    def left_yuan(self) -> str:
        """Return what is missing as an input takes it."""
        return yuan(self.left_fen)

    @property
    def is_anothers(self) -> bool:
        """Tell whether the unit is not to be had by the person who pays."""
        return self.is_kept or (
            self.own is None and self.state is not catalogue.UnitState.AVAILABLE
        )


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a payment that is being typed."""

    payer: Payer | None
    standing: Standing | None
    cautions: tuple[Caution, ...]


def known_of(site_id: int, at: datetime, typed: Mapping[str, str]) -> Known:
    """Return what is known by the phone, the unit and the sums that stand in the form so far."""
    payer = _payer(site_id, at, typed.get("phone", ""))
    standing = _standing(site_id, at, typed.get("unit", "").strip(), payer)
    cautions: tuple[Caution, ...] = ()
    amount_fen = _fen(typed.get("amount", ""))
    if standing is not None and amount_fen:
        due_fen = standing.due_fen or _fen(typed.get("due", ""))
        found = rules.cautions(
            rules.Paid(standing.paid_fen + amount_fen, due_fen or amount_fen, standing.price_fen),
            percent=rulebook.policies(site_id, at)["deposit.warn_above_percent"],
            has_owner=payer is None or payer.owner is not None,
            is_registered=payer is None or payer.is_registered,
        )
        cautions = tuple(found)
    return Known(payer, standing, cautions)


def _payer(site_id: int, at: datetime, typed: str) -> Payer | None:
    try:
        phone = customers.valid_phone(typed, site_id, at)
    except (Refused, UnusableError):
        return None
    policy = rulebook.policies(site_id, at)
    customer = customers.Customer.objects.filter(site_id=site_id, phone=phone).first()
    claim = customers.household(site_id, phone, policy).deciding(at)
    owner = people.Staff.objects.filter(pk=claim.owner_id).first() if claim else None
    return Payer(
        name=masked_name(customer.name) if customer else "",
        owner=Post(owner.post) if owner else None,
        is_registered=customer is not None and customer.registered_at is not None,
        same=customers.counted_as_one(site_id, phone, policy, at),
    )


def _standing(site_id: int, at: datetime, code: str, payer: Payer | None) -> Standing | None:
    unit = catalogue.Unit.objects.filter(site_id=site_id, code=code).first() if code else None
    if unit is None:
        return None
    same = payer.same if payer else frozenset()
    own = Deal.objects.filter(unit_id=unit.pk, state=DealState.OPEN, phone__in=same).first()
    first = wanting.offered(unit.pk, at)
    price_fen = own.list_price_fen if own else catalogue.price_on(unit.pk, day_of(at)) or 0
    return Standing(
        unit=unit,
        state=catalogue.UnitState(unit.state),
        price_fen=price_fen,
        own=own,
        is_overdue=own is not None and own.full_at is None and own.hold_until < at,
        paid_fen=sums.deposit_paid(own) if own else 0,
        is_kept=first is not None and first.phone not in same,
    )


def _fen(text: str) -> int:
    try:
        return fen_from_yuan(text) if text else 0
    except (UnusableError, ValueError):
        return 0
