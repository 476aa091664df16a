"""Days on which a customer is left alone (9.6.2.2)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.choices import Choice
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.dates import Day
from salesfloor.base.fields import Phone
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.texts import Line
from salesfloor.floor.customers import api as customers
from salesfloor.floor.following import rules
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.registers import api as registers

CLAUSE = "9.6.2.2"
Why = Annotated[Line, Label("Reason")]


class Weekday(Choice):
    """A day of the week."""

    MON = "mon", phrase("Monday")
    TUE = "tue", phrase("Tuesday")
    WED = "wed", phrase("Wednesday")
    THU = "thu", phrase("Thursday")
    FRI = "fri", phrase("Friday")
    SAT = "sat", phrase("Saturday")
    SUN = "sun", phrase("Sunday")


class KeptFree(Answer):
    """The days that are kept free: weekdays, two dates, or all."""

    days: list[str]


@command(
    "do_not_contact",
    may=ANYONE,
    word=phrase("Keep days free of contact"),
    clauses=(CLAUSE, "3.4.3.5"),
    post_clause="3.4.3.5",
    writes=RegisterLine("claims", phrase("{phone} is not contacted: {days}")),
    done=phrase("Noted."),
)
def do_not_contact(
    *,
    actor: StaffActor,
    at: datetime,
    phone: Phone,
    weekdays: Annotated[list[Weekday], Field(max_length=7), Label("Days of the week")]
    | None = None,
    from_: Annotated[Day | None, Field(alias="from"), Label("From")] = None,
    until: Annotated[Day, Label("Until")] | None = None,
    all_: Annotated[bool, Field(alias="all"), Label("Do not contact at all")] = False,
    reason: Why = "",
) -> KeptFree:
    """Leave a customer alone on days of the week, from one day to another, or at all (9.6.2.2).

    :raises Refused: `input` unless exactly one of these is given; 3.4.3.5 unless by the owner, a
        receiver, the desk or a manager.
    """
    tie = reception.tie(actor, at, phone)
    named = list(dict.fromkeys(weekdays or ()))
    rules.may_be_kept_free(weekdays=len(named), first=from_, last=until, everything=all_).enforce()
    part = reception.Part
    tie.must_be(part.OWNER, part.RECEIVER, part.DESK, part.MANAGER)
    customer_id = customers.customer_id(tie.site_id, tie.phone, at)
    ordered = [one for one in Weekday if one in named]
    customers.ContactBan.objects.create(
        customer_id=customer_id,
        weekdays=[one.value for one in ordered],
        from_on=from_,
        until_on=until,
        is_all=all_,
        reason=reason,
        set_at=at,
        set_by=actor.code,
    )
    days = [one.value for one in ordered]
    if from_ and until:
        days = [from_.isoformat(), until.isoformat()]
    if all_:
        days = ["all"]
    registers.record(
        actor=actor,
        at=at,
        body={"days": days},
        personal={"phone": tie.phone, "reason": reason},
    )
    cite(CLAUSE)
    about(f"customer:{customer_id}")
    return KeptFree(days=days)


class ContactAllowed(Answer):
    """The customer may be contacted on every day again."""


@command(
    "allow_contact",
    may=ANYONE,
    word=phrase("Allow contact again"),
    clauses=(CLAUSE, "3.4.3.5"),
    post_clause="3.4.3.5",
    writes=RegisterLine("claims", phrase("{phone} may be contacted again: {reason}")),
    done=phrase("Noted."),
)
def allow_contact(
    *, actor: StaffActor, at: datetime, phone: Phone, reason: Why = ""
) -> ContactAllowed:
    """Let a customer be contacted on every day again.

    :raises Refused: 3.4.3.5 unless by the owner or a manager.
    """
    tie = reception.tie(actor, at, phone)
    tie.must_be(reception.Part.OWNER, reception.Part.MANAGER)
    customer_id = customers.customer_id(tie.site_id, tie.phone, at)
    bans = customers.ContactBan.objects.filter(customer_id=customer_id, ended_at=None)
    bans.update(ended_at=at)
    registers.record(actor=actor, at=at, body={}, personal={"phone": tie.phone, "reason": reason})
    cite(CLAUSE)
    about(f"customer:{customer_id}")
    return ContactAllowed()
