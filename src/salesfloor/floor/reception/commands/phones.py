"""A phone left later than the registration (3.5.0)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.commands import SiteActor, about, command
from salesfloor.base.fields import Phone, RegisterKind, Who
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code
from salesfloor.base.trades import WITH_ROTATION
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception.commands.assigning import (
    founds_claim,
    household_on,
    party_links,
    serve_waiting,
)
from salesfloor.floor.reception.commands.places import give_place_back
from salesfloor.floor.reception.commands.state import LockedFloor, lock_reception
from salesfloor.floor.reception.rules import receiving
from salesfloor.floor.reception.rules.moves import Why
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from salesfloor.floor.reception.models import Reception

"""In `turn.returned_for`: an old customer who was recognised only when leaving the phone."""


class PhoneLeft(Answer):
    """Answer of `leave_phone`."""

    owner: Who | None


@command(
    "leave_phone",
    may=ANYONE,
    word=phrase("Leave a phone"),
    writes=RegisterLine(
        "floor",
        phrase("Phone {phone} left for {register} No. {register_no}"),
        variants={
            "owner": phrase("Phone {phone} left for {register} No. {register_no}; owner {owner}")
        },
        facts={"register": RegisterKind, "register_no": str},
    ),
    trades=WITH_ROTATION,
)
def leave_phone(
    *, actor: SiteActor, at: datetime, ref: Annotated[Code, Label("Reception")], phone: Phone
) -> PhoneLeft:
    """Write down the phone a customer leaves later; a reception by turn founds the claim now.

    A phone that has an owner keeps the owner, and no reception but one by turn founds a claim,
    nor does one twice.

    :raises Refused: `input` for a phone that is not valid, or a reception with another phone;
        `access` unless by the receiver, the desk or the manager.
    """
    site_id = actor.site_id
    number = customers.valid_phone(phone, site_id, at)
    customers.write_customer(site_id, number, at, registered=True)
    floor, reception = lock_reception(actor.site_id, ref, at)
    receiving.may_close(actor.post, is_receiver=reception.receiver_id == actor.staff_id).enforce()
    if reception.phone and reception.phone != number:
        raise bad_input(
            phrase("This reception has a phone on record already. A wrong line is struck.")
        )
    is_first = not reception.phone
    links = [(p, r) for p, r in party_links(reception.party) if p != number]
    household = household_on(floor, number, links)
    customers.record_relations(
        site_id=floor.site_id, phone=number, others=links, at=at, by=actor.code
    )
    reception.phone, reception.phone_given = number, phone
    reception.customer_id = customers.customer_id(
        floor.site_id, number, at, name=reception.name, area=reception.area, medium=reception.medium
    )
    reception.save(update_fields=["phone", "phone_given", "customer_id"])
    owner = _owner_from_now(floor, reception, household, is_first=is_first)
    registers.append(
        site_id=floor.site_id,
        kind="floor",
        actor=actor,
        at=at,
        body={
            "do": "leave_phone",
            "ref": ref,
            "register": reception.channel,
            "register_no": reception.register_no,
            "owner": owner,
            "moves": floor.moves(),
        },
        personal={"phone": phone},
    )
    floor.save(by=actor.code, ref=ref)
    serve_waiting(floor)
    about(f"reception:{ref}")
    return PhoneLeft(owner=owner)


def _owner_from_now(
    floor: LockedFloor, reception: Reception, household: customers.Household, *, is_first: bool
) -> str | None:
    claim = household.deciding(floor.at)
    receiver = reception.receiver_id
    if claim is not None:
        known_later = reception.basis == "turn" and claim.owner_id != receiver
        returns = known_later and Why.KNOWN_LATER in floor.policy["turn.returned_for"]
        if returns:
            give_place_back(floor, reception, Why.KNOWN_LATER)
        return claim.owner_code
    if reception.basis != "turn" or receiver is None or not is_first:
        return None  # a claim that lapsed does not come back by leaving the same phone again
    if not people.Staff.objects.filter(pk=receiver, left_at=None).exists():
        return None
    if not founds_claim(floor, is_buyer=reception.is_buyer):
        return None
    if household.later is not None:
        return household.later.owner_code
    customers.found_claim(
        household=household,
        site_id=floor.site_id,
        owner_id=receiver,
        kind=reception.channel,
        at=floor.at,
        policy=floor.policy,
        reception_id=reception.pk,
    )
    return people.codes_of([receiver])[receiver]
