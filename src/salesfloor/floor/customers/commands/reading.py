"""Reading what is kept closed: a whole phone, a colleague's follow-up book; each leaves a line."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.commands import Actor, StaffActor, about, cite, command
from salesfloor.base.fields import Phone
from salesfloor.base.labels import Label
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.floor.customers import queries, rules
from salesfloor.floor.customers.choices import ReadingReason
from salesfloor.floor.customers.models import Customer, PhoneShown
from salesfloor.floor.customers.permissions import SEES_WHOSE
from salesfloor.floor.customers.queries import story
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.base.phrases import Phrase

HOUR: Final = timedelta(minutes=60)
WEEK: Final = timedelta(days=7)


class PhoneRevealed(Answer):
    """Answer of `reveal_phone`."""

    customer: int


@command(
    "reveal_phone",
    may=LEADERS | {Post.SALESPERSON, Post.DESK},
    word=phrase("Show a full phone"),
    clauses=("3.4.3.5", "7.2.2"),
    post_clause="3.4.3.5",
)
def reveal_phone(
    *,
    actor: StaffActor,
    at: datetime,
    reason: Annotated[ReadingReason, Label("Reason")],
    customer: Annotated[Number, Label("Customer")] | None = None,
    phone: Phone = "",
) -> PhoneRevealed:
    """Show a customer's whole phone to somebody who follows them, or who has a reason.

    :raises Refused: 3.4.3.5 where a colleague follows the customer; 7.2.2 for more phones within an
        hour than the site allows.
    """
    person = _customer(actor, at, customer, phone)
    claim = story.household_of(person, at).deciding(at)
    rules.may_open(
        is_owner=claim is not None and claim.owner_id == actor.staff_id,
        has_owner=claim is not None,
        reads_all=actor.post in SEES_WHOSE,
    ).enforce()
    policy = rulebook.policies(person.site_id, at)
    shown = PhoneShown.objects.filter(staff_id=actor.staff_id, at__lte=at)
    rules.may_see_phone(
        shown=shown.filter(at__gt=at - HOUR).count(), limit=policy["reveal.per_hour"]
    ).enforce()
    PhoneShown.objects.create(
        site_id=person.site_id, staff_id=actor.staff_id, customer=person, at=at
    )
    in_a_week = shown.filter(at__gt=at - WEEK).values("customer").distinct().count()
    if in_a_week == policy["reveal.alert_per_week"] + 1:
        _warn_of_many(actor, at, in_a_week)
    _leave_trace(actor, at, "reveal_phone", person.pk, reason)
    cite("7.2.2")
    return PhoneRevealed(customer=person.pk)


def _customer(actor: StaffActor, at: datetime, number: int | None, phone: str) -> Customer:
    """Return the customer named by exactly one of number and phone.

    :raises Refused: `input` for both, neither, or somebody who is not here.
    """
    if (number is None) == (not phone):
        raise bad_input(phrase("Name the customer by number or by phone."))
    site_id = actor.site_id
    rows = Customer.objects.filter(site_id=site_id)
    if number is not None:
        person = rows.filter(pk=number).first()
    else:
        person = rows.filter(phone=queries.valid_phone(phone, site_id, at)).first()
    if person is None:
        raise bad_input(phrase("There is no such customer here."))
    return person


def _warn_of_many(actor: StaffActor, at: datetime, count: int) -> None:
    """Tell manager and director that somebody opens unusually many phones; nothing is refused."""
    tell_those_above(
        actor,
        at,
        phrase(
            "{who} was shown {count} customers' phones within a week.", who=actor.code, count=count
        ),
        posts=(Post.MANAGER, Post.DIRECTOR),
    )


def tell_those_above(
    actor: Actor, at: datetime, sentence: Phrase, *, posts: tuple[Post, ...] = (Post.MANAGER,)
) -> None:
    """Tell the site's managers, and directors where they are named, of what somebody reads (7.2.2)."""
    site_id = registers.site_of(actor)
    here = people.Staff.objects.filter(post__in=posts, left_at=None)
    staff = [
        pk
        for pk, site, post in here.order_by("pk").values_list("pk", "site_id", "post")
        if (site == site_id or post != Post.MANAGER) and pk != actor.staff_id
    ]
    messages.tell_all(
        staff,
        site_id=site_id,
        at=at,
        clause="7.2.2",
        sentence=sentence,
        subject=f"staff:{actor.code}",
    )


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
    *,
    actor: StaffActor,
    at: datetime,
    reason: Annotated[ReadingReason, Label("Reason")],
    customer: Annotated[Number, Label("Customer")] | None = None,
    phone: Phone = "",
) -> PagesOpened:
    """Open a consultant's pages about a customer; who read whose, when and why is on record."""
    person = _customer(actor, at, customer, phone)
    _leave_trace(actor, at, "read_follow_ups", person.pk, reason)
    cite("3.2.3.4")
    return PagesOpened(customer=person.pk)


def _leave_trace(actor: StaffActor, at: datetime, do: str, customer: int, reason: str) -> None:
    registers.note_reading(
        actor=actor, at=at, body={"do": do, "customer": customer, "reason": reason}
    )
    cite("3.4.3.5")
    about(f"customer:{customer}")
