"""Asking who saw a customer's data."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.fields import Phone
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.refusals import bad_input
from salesfloor.floor.customers import api as customers
from salesfloor.floor.privacy.choices import Way
from salesfloor.floor.privacy.seen import seen_of

if TYPE_CHECKING:
    from salesfloor.floor.customers.api import Customer

CLAUSE = "7.2.2"


class Sight(Answer):
    """One time that somebody saw the customer's data."""

    at: Instant
    by: str
    way: Way
    with_: Annotated[str, Field(alias="with")] = ""
    reason: str = ""
    of: str = ""


class Sights(Answer):
    """Everybody who saw the customer's data, the latest first."""

    rows: list[Sight]


@question(
    "who_saw",
    may=MANAGERS,
    word=phrase("Who saw a customer's data"),
    clauses=(CLAUSE, "3.4.3.5"),
    post_clause=CLAUSE,
)
def who_saw(*, actor: StaffActor, at: datetime, phone: Phone) -> Sights:
    """Return who saw what about a customer, when and why; exports and prints among it.

    :raises Refused: 7.2.2 for anybody but the managers; `input` for somebody who is not here.
    """
    found = seen_of(customer_of(actor, at, phone), at)
    return Sights(
        rows=[
            Sight(
                at=one.at,
                by=one.by,
                way=one.way,
                with_=one.with_,
                reason=one.reason,
                of=one.of,
            )
            for one in found
        ]
    )


def customer_of(actor: StaffActor, at: datetime, phone: str) -> Customer:
    """Return the customer of that phone at the actor's site.

    :raises Refused: `input` for somebody who is not here.
    """
    number = customers.valid_phone(phone, actor.site_id, at)
    person = customers.Customer.objects.filter(site_id=actor.site_id, phone=number).first()
    if person is None:
        raise bad_input(phrase("There is no such customer here."))
    return person
