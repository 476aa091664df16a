"""How a person is tied to a customer: as owner, receiver, lead of the owner, manager, desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.sql import fetch_one
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception.models import Assistant, Reception
from salesfloor.floor.reception.rules import ties as rules
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.commands import Actor
    from salesfloor.floor.reception.rules.ties import Part

_CUSTOMER: Final = "SELECT customer_id FROM reception_reception WHERE site_id = %s AND ref = %s"


@dataclass(frozen=True, slots=True)
class Tie:
    """Which parts somebody has towards the customer of a phone, at one moment."""

    site_id: int
    phone: str
    claim: customers.ClaimFacts | None
    """The claim that decides whose customer it is."""
    parts: frozenset[Part]

    @property
    def owner_id(self) -> int | None:
        """Return whose customer it is."""
        return self.claim.owner_id if self.claim else None

    def must_be(self, *parts: Part, also: str = "") -> None:
        """Refuse anyone who has none of these parts (3.4.3.5); `also` is kept by it, too."""
        rules.may_act_for(self.parts, parts).enforce(*([also] if also else []))


def tie(actor: Actor, at: datetime, phone: str) -> Tie:
    """Return how the person is tied to the customer of that phone.

    :raises Refused: `input` for what is no valid phone.
    """
    site_id = registers.site_of(actor)
    number = customers.valid_phone(phone, site_id, at)
    return tie_to(actor, at, number)


def tie_to(actor: Actor, at: datetime, number: str) -> Tie:
    """Return how the person is tied to the customer of a phone in its normal form."""
    site_id = registers.site_of(actor)
    claim = customers.household(site_id, number, rulebook.policies(site_id, at)).deciding(at)
    parts = {rules.Part.MANAGER} if actor.post in MANAGERS else set()
    if actor.post is Post.DESK:
        parts.add(rules.Part.DESK)
    if claim is not None and claim.owner_id == actor.staff_id:
        parts.add(rules.Part.OWNER)
    if is_receiving(actor.staff_id, site_id, number):
        parts.add(rules.Part.RECEIVER)
    if actor.post is Post.LEAD and claim is not None and leads(actor, claim.owner_id, at):
        parts.add(rules.Part.LEAD)
    return Tie(site_id, number, claim, frozenset(parts))


def is_receiving(staff_id: int | None, site_id: int, phone: str) -> bool:
    """Tell whether a person receives or assists an open reception of that customer."""
    if staff_id is None:
        return False
    receptions = Reception.objects.filter(
        site_id=site_id, phone=phone, ended_at=None, struck_at=None
    ).exclude(receiver_id=None)
    if receptions.filter(receiver_id=staff_id).exists():
        return True
    helpers = Assistant.objects.filter(staff_id=staff_id, until_at=None)
    return helpers.filter(reception__in=receptions).exists()


def phones_received(staff_id: int, site_id: int) -> list[str]:
    """Return the phones of those whom a person receives or assists now."""
    here = Reception.objects.filter(site_id=site_id, ended_at=None, struck_at=None)
    helped = Assistant.objects.filter(staff_id=staff_id, until_at=None).values("reception_id")
    rows = here.filter(Q(receiver_id=staff_id) | Q(pk__in=helped)).exclude(phone="")
    return list(rows.values_list("phone", flat=True))


def leads(actor: Actor, staff_id: int, at: datetime) -> bool:
    """Tell whether the actor leads the team in which a person works at that moment."""
    person = people.Staff.objects.filter(pk=staff_id).first()
    return person is not None and people.is_above(actor, person, at)


def received_since(staff_id: int, site_id: int, phone: str, since: datetime) -> bool:
    """Tell whether a person received or assisted the customer in a reception that ended since."""
    receptions = Reception.objects.filter(site_id=site_id, phone=phone, struck_at=None).filter(
        Q(ended_at=None) | Q(ended_at__gte=since)
    )
    if receptions.filter(receiver_id=staff_id).exists():
        return True
    return Assistant.objects.filter(staff_id=staff_id, reception__in=receptions).exists()


def has_visited(site_id: int, phone: str) -> bool:
    """Tell whether the customer of a phone ever came in person."""
    visits = Reception.objects.filter(site_id=site_id, phone=phone, channel="visit")
    return visits.filter(struck_at=None).exists()


def customer_of(site_id: int, ref: str) -> int | None:
    """Return which customer came or rang, once there is a phone."""
    row = fetch_one(_CUSTOMER, (site_id, ref))
    return row[0] if row else None


def reception_of(site_id: int, ref: str) -> Reception:
    """Return the reception of that name."""
    return Reception.objects.get(site_id=site_id, ref=ref)
