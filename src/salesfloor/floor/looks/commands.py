"""Looking at a colleague's customer with the manager present, and ending it (3.4.3.5)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Final

from django.db.models import Q
from pydantic import Field

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.fields import Phone, Who
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code
from salesfloor.floor.customers import api as customers
from salesfloor.floor.looks import rules
from salesfloor.floor.looks.models import Look
from salesfloor.floor.looks.open_looks import close_those_over, open_at
from salesfloor.kernel.consent import api as consent
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.floor.customers.api import Customer
    from salesfloor.kernel.people.api import Staff

CLAUSE: Final = "3.4.3.5"
MEMBERS: Final = ANYONE - {Post.OPERATOR}


class Looked(Answer):
    """Until when the page stands open; null to whom it is open anyway."""

    until: Instant | None


@command(
    "look",
    may=MEMBERS,
    word=phrase("Look at a colleague's customer"),
    clauses=(CLAUSE, "7.2.2"),
    writes=RegisterLine(
        "custody",
        phrase("{by} looked at a customer of {owner} with {with}"),
        facts={"owner": Who, "with": Who},
    ),
    done=phrase("The page is open. The follower is told."),
)
def look(
    *,
    actor: StaffActor,
    at: datetime,
    phone: Phone,
    with_: Annotated[
        Code | None,
        Field(alias="with"),
        Label("With which manager"),
        Reference("manager"),
    ] = None,
    reason: Annotated[customers.ReadingReason, Label("What for")] = customers.ReadingReason.CHECK,
) -> Looked:
    """Open one customer's page for some minutes, read-only, with a manager who is present.

    :raises Refused: 3.4.3.5 without a manager of the site who has just given the PIN on this screen;
        `input` while the page stands open to the person already.
    """
    person = customer_of(actor, at, phone)
    manager = people.person_here(with_, actor.site_id, at) if with_ else None
    policy = rulebook.policies(actor.site_id, at)
    claim = customers.household(actor.site_id, person.phone, policy).deciding(at)
    if claim is not None and claim.owner_id == actor.staff_id:
        cite(CLAUSE)
        about(f"customer:{person.pk}")
        return Looked(until=None)
    manager = _present(manager, actor)
    close_those_over(actor.staff_id, at)
    if open_at(at).filter(staff_id=actor.staff_id, customer_id=person.pk).exists():
        raise bad_input(phrase("This customer's page stands open to you already."))
    row = Look.objects.create(
        site_id=actor.site_id,
        customer_id=person.pk,
        staff_id=actor.staff_id,
        manager_id=manager.pk,
        owner_id=claim.owner_id if claim else None,
        since=at,
        until_at=at + timedelta(minutes=policy["joint_look.minutes"]),
        reason=reason,
    )
    _write_down(row, actor, manager.code, claim.owner_code if claim else "")
    _tell_owner(row, actor, manager.name, person)
    cite(CLAUSE, "7.2.2")
    about(f"customer:{person.pk}")
    return Looked(until=row.until_at)


def _present(manager: Staff | None, actor: StaffActor) -> Staff:
    """Return the manager who is present on this screen, not the person who looks (3.4.3.5)."""
    rules.needs_manager(is_named=manager is not None).enforce()
    if manager is None:
        raise AssertionError("a rule that did not refuse")
    rules.may_be_witness(
        is_manager=Post(manager.post) in MANAGERS,
        is_self=manager.pk == actor.staff_id,
        who=manager.code,
    ).enforce()
    rules.must_be_here(is_proven=consent.is_proven(manager.code), who=manager.code).enforce()
    return manager


def _write_down(row: Look, actor: StaffActor, manager: str, owner: str) -> None:
    registers.record(
        actor=actor,
        at=row.since,
        body={
            "customer": row.customer_id,
            "by": actor.code,
            "with": manager,
            "owner": owner,
            "reason": row.reason,
            "until": row.until_at,
        },
    )


def _tell_owner(row: Look, actor: StaffActor, manager: str, person: Customer) -> None:
    if row.owner_id is None:
        return
    messages.tell(
        staff_id=row.owner_id,
        site_id=row.site_id,
        at=row.since,
        clause=CLAUSE,
        sentence=phrase(
            "{who} looks at the page of {name} {phone} together with {manager}.",
            who=actor.name,
            name=person.name,
            phone=masked_phone(person.phone),
            manager=manager,
        ),
        subject=f"customer:{person.pk}",
    )


def customer_of(actor: StaffActor, at: datetime, phone: str) -> Customer:
    """Return the customer of a phone.

    :raises Refused: `input` where there is none of that phone.
    """
    number = customers.valid_phone(phone, actor.site_id, at)
    found = customers.Customer.objects.filter(site_id=actor.site_id, phone=number).first()
    if found is None:
        raise bad_input(phrase("There is no such customer here."))
    return found


class LookEnded(Answer):
    """When the look ended."""

    until: Instant


@command(
    "end_look",
    may=MEMBERS,
    word=phrase("End the joint look"),
    clauses=(CLAUSE,),
    writes=RegisterLine("custody", phrase("A joint look is ended")),
    done=phrase("The page is closed."),
)
def end_look(*, actor: StaffActor, at: datetime, phone: Phone) -> LookEnded:
    """End a joint look before its time, as who looks or as the manager who is present.

    A manager present at several looks at one customer ends them all: the phone names no single one.

    :raises Refused: `input` where none is open.
    """
    person = customer_of(actor, at, phone)
    part = Q(staff_id=actor.staff_id) | Q(manager_id=actor.staff_id)
    if not open_at(at).filter(part, customer_id=person.pk).update(ended_at=at):
        raise bad_input(phrase("No look at this customer is open."))
    registers.record(actor=actor, at=at, body={"customer": person.pk})
    cite(CLAUSE)
    about(f"customer:{person.pk}")
    return LookEnded(until=at)
