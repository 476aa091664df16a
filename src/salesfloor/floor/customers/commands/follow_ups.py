"""Following up: a line on the customer's page in the consultant's book."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from django.db import connection

from salesfloor.base.commands import Actor, Answer, about, cite, command
from salesfloor.base.posts import ANYONE
from salesfloor.base.texts import Line, PhoneText, RequiredNote
from salesfloor.floor.customers import queries, rules
from salesfloor.floor.customers.commands import claims, relations
from salesfloor.floor.customers.models import Customer, FollowUp, FollowUpPage
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

Method = Literal["call", "message", "visit", "invitation", "mail"]
BOOK = "follow_up"


@command("follow_up", may=ANYONE)
def follow_up(
    *,
    actor: Actor,
    at: datetime,
    phone: PhoneText,
    method: Method,
    note: RequiredNote,
    reached: bool = True,
    next_step: Line = "",
    next_on: date | None = None,
    referral_asked: bool | None = None,
) -> Answer:
    """Write down a contact with one's own customer; reaching them keeps the claim alive.

    :raises Refused: 3.2.4.4 for the courtesy consultant, 3.4.3.5 for anyone else but the
        owner, 3.4.3.1 without a follow-up book in hand.
    """
    site_id = registers.site_of(actor)
    number = queries.valid_phone(phone)
    policy = rulebook.policies(site_id, at)
    found = queries.household(site_id, number, policy)
    owner = found.deciding(at)
    is_owner = owner is not None and owner.owner_id == actor.staff_id
    if not is_owner:
        tied = queries.tied_by_courtesy_only(
            site_id, actor.staff_id, rules.standing(found.claims, at)
        )
        rules.may_follow_courtesy(is_owner=is_owner, courtesy_only=tied).enforce()
    rules.may_follow_up(is_owner=is_owner, has_owner=owner is not None).enforce()
    staff_id = actor.staff_id or 0
    page, volume = _page(site_id, staff_id, relations.customer(site_id, number, at))
    written = registers.append(
        site_id=site_id,
        kind=BOOK,
        holder_id=staff_id,
        actor=actor,
        at=at,
        body={
            "do": "follow_up",
            "page": page.number,
            "method": method,
            "reached": reached,
            "next_on": next_on.isoformat() if next_on else None,
            "referral_asked": referral_asked,
        },
        personal={"phone": number, "note": note, "next_step": next_step},
    )
    FollowUp.objects.create(
        page=page,
        customer_id=page.customer_id,
        staff_id=staff_id,
        at=at,
        method=method,
        note=note,
        reached=reached,
        next_step=next_step,
        next_on=next_on,
        referral_asked=referral_asked,
        line_no=written.line_no,
    )
    if reached or not policy["follow_up.must_reach"]:
        claims.count_follow_up(
            household=found, site_id=site_id, at=at, staff_id=staff_id, policy=policy
        )
    cite("3.3.2.2", "3.4.3.3")
    about(f"customer:{page.customer_id}")
    return {
        "book": volume,
        "page": page.number,
        "next_due": _next_due(
            found, at, policy, counts=reached or not policy["follow_up.must_reach"]
        ),
    }


def _next_due(
    found: queries.Household, at: datetime, policy: rulebook.Policies, *, counts: bool
) -> str:
    claim = found.deciding(at)
    assert claim is not None  # noqa: S101 - only the owner of a claim gets here
    lapses_at = claim.lapses_at
    if counts and claim.kind == "visit":
        lapses_at = rules.lapse_instant("visit", at, claim.made_at, policy)
    return queries.last_day(lapses_at).isoformat()


def _page(site_id: int, staff_id: int, customer: Customer) -> tuple[FollowUpPage, int]:
    """Return the customer's page in the book in hand, opened if need be, and the book's number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(3433, %s)", (staff_id,))
    book = registers.Book.objects.filter(
        site_id=site_id, kind=BOOK, holder_id=staff_id, status="OPEN"
    ).first()
    rules.may_write_in_book(has_book=book is not None).enforce()
    assert book is not None  # noqa: S101 - the rule has just said so
    pages = FollowUpPage.objects.filter(book_id=book.pk)
    page = pages.filter(customer=customer).first()
    if page is None:
        page = FollowUpPage.objects.create(
            book_id=book.pk, number=pages.count() + 1, customer=customer
        )
    return page, book.number
