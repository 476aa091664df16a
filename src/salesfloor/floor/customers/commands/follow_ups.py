"""Following up: a line on the customer's page in the consultant's book."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from salesfloor.base import lines
from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import Actor, about, cite, command
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.sql import execute
from salesfloor.base.texts import Line, PhoneText, RequiredNote
from salesfloor.floor.customers import queries, rules
from salesfloor.floor.customers.choices import Method
from salesfloor.floor.customers.commands import claims, in_hand, pages, relations
from salesfloor.floor.customers.commands.in_hand import BOOK
from salesfloor.floor.customers.commands.turn import lock_turn
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

FOLLOWED_UP: Final = lines.occasion("followed_up")
"""An owner has followed up, and what was overdue is done."""
_WRITE: Final = """
    INSERT INTO customers_followup (page_id, customer_id, staff_id, at, method, note, reached,
        next_step, next_on, referral_asked, line_no)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


class FollowedUp(Answer):
    """Answer of `follow_up`."""

    book: int
    page: int
    next_due: str | None


@command(
    "follow_up",
    may=ANYONE,
    word=phrase("Follow up"),
    clauses=(
        "3.2.4.4",
        "3.4.3.5",
        "3.4.3.1",
        "3.3.2.1",
        "3.3.2.2",
        "3.4.3.3",
        "3.4.3.4",
    ),
)
def follow_up(
    *,
    actor: Actor,
    at: datetime,
    phone: PhoneText,
    method: Annotated[Method, Label("Way of contact")],
    note: Annotated[RequiredNote, Label("What was said")],
    reached: Annotated[bool, Label("Reached")] = True,
    next_step: Line = "",
    next_on: Annotated[Day | None, Label("Next on")] = None,
    referral_asked: Annotated[bool | None, Label("Asked for a referral")] = None,
) -> FollowedUp:
    """Write down a contact with one's own customer; reaching them keeps the claim alive.

    :raises Refused: 3.2.4.4 for the courtesy consultant, 3.4.3.5 for anyone else but the
        owner, 3.4.3.1 without a follow-up book in hand; `input` for a next day gone by.
    """
    site_id = registers.site_of(actor)
    number = queries.valid_phone(phone, site_id, at)
    rules.may_plan(next_on, today=day_of(at)).enforce()
    staff_id = actor.staff_id or 0
    values, kin = rulebook.PoliciesAsked(site_id), queries.HouseholdAsked(site_id, number)
    policy = values.policies(at)
    found = kin.household(policy)
    if policy["rotation.blocked_by_overdue"]:  # customer before turn, turn before claims
        relations.write_customer(site_id, number, at)
        lock_turn(site_id)
        found = queries.household(site_id, number, policy)
    owner = found.deciding(at)
    if owner is None or owner.owner_id != actor.staff_id:
        # Entered late: the owner of that moment may have lost the customer since.
        found = queries.household_as_of(site_id, number, policy, at)
    check_owner(actor, at, found)
    asked_book = in_hand.ask_for_book(site_id, staff_id)
    customer = relations.CustomerAsked(site_id, number)
    book = in_hand.read_book(asked_book)
    customer_id = customer.id(at)
    page = pages.page_of(book.id, customer_id, staff_id)
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
            **page.begins,
        },
        personal={"phone": number, "note": note, "next_step": next_step},
    )
    execute(
        _WRITE,
        (
            page.id,
            customer_id,
            staff_id,
            at,
            method,
            note,
            reached,
            next_step,
            next_on,
            referral_asked,
            written.line_no,
        ),
    )
    counts = reached or not policy["follow_up.must_reach"]
    if counts:
        claims.count_follow_up(
            household=found, site_id=site_id, at=at, staff_id=staff_id, policy=policy
        )
    cite("3.3.2.2", "3.4.3.3")
    about(f"customer:{customer_id}")
    if policy["rotation.blocked_by_overdue"]:
        lines.tell(FOLLOWED_UP, site_id=site_id, at=at)
    return FollowedUp(
        book=book.number,
        page=page.number,
        next_due=_next_due(found, site_id, at, policy, counts=counts),
    )


def check_owner(actor: Actor, at: datetime, found: queries.Household) -> None:
    """Check that a person may follow a customer up: for the command, and for its form.

    :raises Refused: 3.2.4.4 for the courtesy consultant, 3.4.3.5 for anyone else but the owner.
    """
    owner = found.deciding(at)
    is_owner = owner is not None and owner.owner_id == actor.staff_id
    if not is_owner:
        standing = rules.standing(found.claims, at)
        tied = queries.tied_by_courtesy_only(registers.site_of(actor), actor.staff_id, standing)
        rules.may_follow_courtesy(is_owner=is_owner, courtesy_only=tied).enforce()
    rules.may_follow_up(is_owner=is_owner, has_owner=owner is not None).enforce()


def _next_due(
    found: queries.Household, site_id: int, at: datetime, policy: rulebook.Policies, *, counts: bool
) -> str | None:
    claim = found.deciding(at)
    if claim is None:
        return ""
    lapses_at = claim.lapses_at
    if counts and claim.kind == "visit":
        lapses_at = claims.visit_until(claim, at, policy, site_id)
    return queries.valid_until(lapses_at)
