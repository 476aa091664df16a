"""Marking what a customer warms to (9.2.1.4)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.fields import Phone
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.texts import Code
from salesfloor.floor.customers import api as customers
from salesfloor.floor.particulars.models import Interest
from salesfloor.floor.particulars.queries.facts import marked_interests
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.registers import api as registers


class InterestMarked(Answer):
    """Everything marked for the customer, with its weight."""

    interests: dict[str, int]


@command(
    "mark_interest",
    may=ANYONE,
    word=phrase("Mark an interest"),
    clauses=("9.2.1.4", "3.4.3.5"),
    post_clause="3.4.3.5",
    writes=RegisterLine("claims", phrase("{phone} is interested in {tag}: {weight} of 3")),
    done=phrase("Marked."),
)
def mark_interest(
    *,
    actor: StaffActor,
    at: datetime,
    phone: Phone,
    tag: Annotated[Code, Label("What they like")],
    weight: Annotated[
        int, Field(ge=0, le=3), Label("How much", hint=phrase("1 to 3; 0 takes it away"))
    ],
) -> InterestMarked:
    """Mark what a customer warms to and how much, while something is presented (9.2.1.4).

    :raises Refused: 3.4.3.5 unless by the owner or a receiver.
    """
    tie = reception.tie(actor, at, phone)
    tie.must_be(reception.Part.OWNER, reception.Part.RECEIVER, also="9.2.1.4")
    customer_id = customers.customer_id(tie.site_id, tie.phone, at)
    rows = Interest.objects.filter(site_id=tie.site_id, phone=tie.phone, tag=tag)
    if weight:
        Interest.objects.update_or_create(
            site_id=tie.site_id,
            phone=tie.phone,
            tag=tag,
            defaults={"weight": weight, "at": at, "by": actor.code},
        )
    else:
        rows.delete()
    registers.record(
        actor=actor,
        at=at,
        body={"tag": tag, "weight": weight},
        personal={"phone": tie.phone},
    )
    cite("9.2.1.4")
    about(f"customer:{customer_id}")
    return InterestMarked(interests=marked_interests(tie.site_id, tie.phone))
