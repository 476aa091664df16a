"""Grading a customer outside of a reception (9.3.2.5)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, command
from salesfloor.base.fields import Phone, Reason
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.registers import api as registers


class Regraded(Answer):
    """The grade that the customer has now."""

    grade: customers.Grade


@command(
    "regrade",
    may=ANYONE,
    word=phrase("Change the grade"),
    clauses=("9.6.1.1", "3.4.3.5"),
    post_clause="3.4.3.5",
    writes=RegisterLine("claims", phrase("{phone} is graded {grade}: {reason}")),
    done=phrase("The grade is changed."),
)
def regrade(
    *,
    actor: StaffActor,
    at: datetime,
    phone: Phone,
    grade: Annotated[customers.Grade, Label("Grade")],
    reason: Reason,
) -> Regraded:
    """Give a customer another grade, with the reason; it orders the call list (9.6.1.1).

    :raises Refused: 3.4.3.5 unless by the owner, the owner's lead or a manager.
    """
    tie = reception.tie(actor, at, phone)
    part = reception.Part
    tie.must_be(part.OWNER, part.LEAD, part.MANAGER, also="9.6.1.1")
    customer_id = customers.customer_id(tie.site_id, tie.phone, at)
    customers.Regrade.objects.create(
        customer_id=customer_id, at=at, grade=grade, by=actor.code, reason=reason
    )
    registers.record(
        actor=actor,
        at=at,
        body={"grade": grade},
        personal={"phone": tie.phone, "reason": reason},
    )
    about(f"customer:{customer_id}")
    return Regraded(grade=grade)
