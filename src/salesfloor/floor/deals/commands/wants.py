"""Wanting a unit: a place on its list, and no right unless the house gives one (3.5.5)."""

from __future__ import annotations

from datetime import datetime

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.refusals import bad_input
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals import locking, wanting
from salesfloor.floor.deals.fields import Phone, UnitCode
from salesfloor.floor.deals.models import Want
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

CLAUSE = "3.5.5"
WANTS = (
    reception.Part.OWNER,
    reception.Part.RECEIVER,
    reception.Part.DESK,
    reception.Part.MANAGER,
)


class Wanted(Answer):
    """The place on the list, how many more want the unit, and whether there is a right."""

    place: int
    others: int
    right: bool


@command(
    "want_unit",
    may=ANYONE,
    word=phrase("Put on the list for a unit"),
    clauses=(CLAUSE, "3.4.3.5"),
    post_clause="3.4.3.5",
    writes=RegisterLine("deals", phrase("A customer wants unit {unit}, place {place}")),
    done=phrase("On the list."),
)
def want_unit(*, actor: StaffActor, at: datetime, phone: Phone, unit: UnitCode) -> Wanted:
    """Put a customer on the list of those who want a unit; the first deposit wins all the same.

    :raises Refused: 3.4.3.5 for who has no part in the customer; `input` for the customer's own unit.
    """
    number = customers.valid_phone(phone, actor.site_id, at)
    reception.tie_to(actor, at, number).must_be(*WANTS)
    row = catalogue.lock_unit(actor.site_id, unit)
    deal = locking.open_deal(row.pk)
    policy = rulebook.policies(actor.site_id, at)
    if deal is not None and deal.phone in customers.counted_as_one(
        actor.site_id, number, policy, at
    ):
        raise bad_input(phrase("The customer has this unit."))
    if not wanting.waiting(row.pk).filter(phone=number).exists():
        Want.objects.create(
            site_id=actor.site_id, unit_id=row.pk, phone=number, at=at, noted_by=actor.code
        )
        wanting.count_again(row)
    phones = list(wanting.waiting(row.pk).values_list("phone", flat=True))
    first = wanting.offered(row.pk, at)
    answer = Wanted(
        place=phones.index(number) + 1,
        others=len(phones) - 1,
        right=first is not None and first.phone == number,
    )
    registers.record(
        actor=actor,
        at=at,
        body={"unit": unit, **answer.as_json()},
        personal={"phone": number},
    )
    cite(CLAUSE)
    about(f"unit:{unit}")
    return answer


class WantedNoMore(Answer):
    """How many still want the unit."""

    wanted: int


@command(
    "stop_wanting",
    may=ANYONE,
    word=phrase("Take off the list for a unit"),
    clauses=(CLAUSE, "3.4.3.5"),
    post_clause="3.4.3.5",
    writes=RegisterLine("deals", phrase("A customer wants unit {unit} no more")),
    done=phrase("Off the list."),
)
def stop_wanting(*, actor: StaffActor, at: datetime, phone: Phone, unit: UnitCode) -> WantedNoMore:
    """Take a customer off a unit's list; a right to pay first passes to the next at once.

    :raises Refused: 3.4.3.5 for who has no part in the customer; `input` unless the unit is wanted.
    """
    number = customers.valid_phone(phone, actor.site_id, at)
    reception.tie_to(actor, at, number).must_be(*WANTS)
    row = catalogue.lock_unit(actor.site_id, unit)
    if not wanting.waiting(row.pk).filter(phone=number).exists():
        raise bad_input(phrase("This customer is not on the list for unit {unit}.", unit=unit))
    had_right = wanting.take_off(row, [number], at)
    registers.record(
        actor=actor,
        at=at,
        body={"unit": unit, "wanted": row.wanted},
        personal={"phone": number},
    )
    if had_right:
        wanting.pass_on(row, at)
    cite(CLAUSE)
    about(f"unit:{unit}")
    return WantedNoMore(wanted=row.wanted)
