"""Reading what is kept closed: a whole phone, a colleague's follow-up book; each leaves a line."""

from __future__ import annotations

from datetime import datetime

from salesfloor.base.answers import Answer
from salesfloor.base.commands import Actor, about, cite, command
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.floor.customers import rules
from salesfloor.floor.customers.choices import ReadingReason
from salesfloor.floor.customers.permissions import SEES_WHOSE
from salesfloor.floor.customers.queries import story
from salesfloor.kernel.registers import api as registers


class PhoneRevealed(Answer):
    """Answer of `reveal_phone`."""

    customer: int


@command(
    "reveal_phone",
    may=LEADERS | {Post.SALESPERSON, Post.DESK},
    word=phrase("Show a full phone"),
    clauses=("3.4.3.5",),
    post_clause="3.4.3.5",
)
def reveal_phone(
    *, actor: Actor, at: datetime, customer: Number, reason: ReadingReason
) -> PhoneRevealed:
    """Show a customer's whole phone to somebody who follows them, or who has a reason.

    :raises Refused: 3.4.3.5 where a colleague follows the customer.
    """
    person = story.customer_of(actor, customer)
    if person is None:
        raise bad_input(phrase("There is no such customer here."))
    claim = story.household_of(person, at).deciding(at)
    rules.may_open(
        is_owner=claim is not None and claim.owner_id == actor.staff_id,
        reads_all=actor.post in SEES_WHOSE,
    ).enforce()
    _leave_trace(actor, at, "reveal_phone", customer, reason)
    return PhoneRevealed(customer=customer)


class PagesOpened(Answer):
    """Answer of `read_follow_ups`."""

    customer: int


@command(
    "read_follow_ups",
    may=MANAGERS,
    word=phrase("Read a follow-up page"),
    clauses=("3.4.3.5",),
    post_clause="3.4.3.5",
)
def read_follow_ups(
    *, actor: Actor, at: datetime, customer: Number, reason: ReadingReason
) -> PagesOpened:
    """Open a consultant's pages about a customer; who read whose, when and why is on record."""
    if story.customer_of(actor, customer) is None:
        raise bad_input(phrase("There is no such customer here."))
    _leave_trace(actor, at, "read_follow_ups", customer, reason)
    cite("3.2.3.4")
    return PagesOpened(customer=customer)


def _leave_trace(actor: Actor, at: datetime, do: str, customer: Number, reason: str) -> None:
    registers.note_reading(
        actor=actor, at=at, body={"do": do, "customer": customer, "reason": reason}
    )
    cite("3.4.3.5")
    about(f"customer:{customer}")
