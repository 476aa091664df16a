"""Following up: a line on the customer's page in the consultant's book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Final

from salesfloor.base import lines
from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import Actor, StaffActor, about, cite, command, miss
from salesfloor.base.dates import Day
from salesfloor.base.fields import Phone
from salesfloor.base.labels import Label
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.sql import execute
from salesfloor.base.texts import Line, RequiredNote
from salesfloor.floor.customers import contacting, queries, rules
from salesfloor.floor.customers.choices import Method
from salesfloor.floor.customers.commands import claims, in_hand, pages, relations
from salesfloor.floor.customers.commands.in_hand import BOOK
from salesfloor.floor.customers.commands.turn import lock_turn
from salesfloor.floor.customers.queries import contact
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from salesfloor.floor.customers.queries.contact import ContactFacts
    from salesfloor.kernel.registers.api import Written

FOLLOWED_UP: Final = lines.occasion("followed_up")
"""An owner has followed up, and what was overdue is done."""
REASON_OWED: Final = "contact_reason"
"""What an owner owes who contacted a customer soon after the last time, and did not say why."""

_WRITE: Final = """
    INSERT INTO customers_followup (page_id, customer_id, staff_id, at, method, note, reached,
        next_step, next_on, referral_asked, reason, line_no)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


class FollowedUp(Answer):
    """Where the line stands, until when the claim does, and when and how to contact next."""

    book: int
    page: int
    next_due: str | None
    suggested_on: date | None
    suggested_method: Method | None
    asks_reason: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """One contact as its writer tells it."""

    site_id: int
    at: datetime
    phone: str
    method: Method
    note: str
    reached: bool
    next_step: str
    next_on: date | None
    referral_asked: bool | None
    reason: str


@command(
    "follow_up",
    may=ANYONE,
    word=phrase("Follow up"),
    writes=lines.RegisterLine(BOOK, phrase("{phone} contacted: {note}")),
    clauses=(
        "3.2.4.4",
        "3.4.3.5",
        "3.4.3.1",
        "3.3.2.1",
        "3.3.2.2",
        "3.4.3.3",
        "3.4.3.4",
        "9.6.1.2",
        "9.6.1.3",
        "9.6.2.2",
        "9.6.2.3",
        "9.6.2.4",
    ),
)
def follow_up(
    *,
    actor: StaffActor,
    at: datetime,
    phone: Phone,
    method: Annotated[Method, Label("Way of contact")],
    note: Annotated[RequiredNote, Label("What was said")],
    reached: Annotated[bool, Label("Reached")] = True,
    next_step: Annotated[Line, Label("Next step")] = "",
    next_on: Annotated[Day | None, Label("Next on")] = None,
    referral_asked: Annotated[bool | None, Label("Asked for a referral")] = None,
    reason: Annotated[Line, Label("Reason")] = "",
) -> FollowedUp:
    """Write down a contact with one's own customer; reaching them keeps the claim alive.

    :raises Refused: `input` for a next day gone by; 3.2.4.4 for the courtesy consultant, 3.4.3.5 for
        anyone else but the owner, 3.4.3.1 without a follow-up book in hand, 9.6.2.4 while others' words
        on the customer are unread, 9.6.2.2 without `reason` on a day that is kept free.
    """
    site_id = actor.site_id
    number = queries.valid_phone(phone, site_id, at)
    rules.may_plan(next_on, today=day_of(at)).enforce()
    staff_id = actor.staff_id
    policy, found = _own_customer(actor, at, site_id, number)
    asked_book = in_hand.ask_for_book(site_id, staff_id)
    customer = relations.CustomerAsked(site_id, number)
    book = in_hand.read_book(asked_book)
    customer_id = customer.id(at)
    facts = contact.ContactAsked(customer_id, staff_id, at).facts()
    said = _Said(
        site_id=site_id,
        at=at,
        phone=number,
        method=method,
        note=note,
        reached=reached,
        next_step=next_step,
        next_on=next_on,
        referral_asked=referral_asked,
        reason=reason,
    )
    _may_contact(facts, said)
    page = pages.page_of(book.id, customer_id, staff_id)
    written = _write_line(actor, page, said)
    row = (page.id, customer_id, staff_id, at, method, note, reached)
    execute(_WRITE, (*row, next_step, next_on, referral_asked, reason, written.line_no))
    counts = reached or not policy["follow_up.must_reach"]
    if counts:
        claims.count_follow_up(
            household=found, site_id=site_id, at=at, staff_id=staff_id, policy=policy
        )
    cite("3.3.2.2", "3.4.3.3")
    if reached and referral_asked is False:
        miss("9.6.1.3", actor.code)
    about(f"customer:{customer_id}")
    last_valid = _last_valid(found, site_id, at, policy, counts=counts)
    advice = _advice(facts, policy, said, last_valid)
    _note_reason(actor, customer_id, said, asks=advice.asks_reason)
    if policy["rotation.blocked_by_overdue"]:
        lines.tell(FOLLOWED_UP, site_id=site_id, at=at)
    return FollowedUp(
        book=book.number,
        page=page.number,
        next_due=last_valid.isoformat() if last_valid else None,
        suggested_on=advice.on,
        suggested_method=advice.method,
        asks_reason=advice.asks_reason,
    )


def _own_customer(
    actor: StaffActor, at: datetime, site_id: int, number: str
) -> tuple[rulebook.Policies, queries.Household]:
    """Return the site's policies and the people counted as one with one's own customer.

    :raises Refused: 3.2.4.4 for the courtesy consultant, 3.4.3.5 for anyone else but the owner.
    """
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
    return policy, found


def _may_contact(facts: ContactFacts, said: _Said) -> None:
    """Look at the thread and at the days kept free (9.6.2.4, 9.6.2.2)."""
    contacting.may_contact(has_unread=facts.has_unread).enforce()
    is_free = facts.free.holds(day_of(said.at))
    if is_free and facts.free.is_all and said.method is Method.VISIT:
        is_free = not contact.is_buying(said.site_id, said.phone)
    contacting.may_contact_today(is_kept_free=is_free, reason=said.reason).enforce()


def _write_line(actor: StaffActor, page: pages.Page, said: _Said) -> Written:
    return registers.append(
        site_id=said.site_id,
        kind=BOOK,
        holder_id=actor.staff_id,
        actor=actor,
        at=said.at,
        body={
            "do": "follow_up",
            "page": page.number,
            "method": said.method,
            "reached": said.reached,
            "next_on": said.next_on.isoformat() if said.next_on else None,
            "referral_asked": said.referral_asked,
            **page.begins,
        },
        personal={
            "phone": said.phone,
            "note": said.note,
            "next_step": said.next_step,
            "reason": said.reason,
        },
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


def _last_valid(
    found: queries.Household,
    site_id: int,
    at: datetime,
    policy: rulebook.Policies,
    *,
    counts: bool,
) -> date | None:
    claim = found.deciding(at)
    if claim is None:
        return None
    lapses_at = claim.lapses_at
    if counts and claim.kind == "visit":
        lapses_at = claims.visit_until(claim, at, policy, site_id)
    return None if rules.is_bound(lapses_at) else queries.last_day(lapses_at)


@dataclass(frozen=True, slots=True)
class _Advice:
    """When and how to contact next, and whether a word is owed about this time."""

    on: date | None
    method: Method | None
    asks_reason: bool


def _advice(
    facts: ContactFacts, policy: rulebook.Policies, said: _Said, last_valid: date | None
) -> _Advice:
    today, days = day_of(said.at), contact.days_between(policy, facts.grade)
    reached_on = day_of(facts.reached_at) if facts.reached_at else None
    used = {said.method, *facts.used_last[:1]}
    cite("9.6.2.2", "9.6.2.3", *(("9.6.1.2",) if facts.grade == "A" else ()))
    if not contacting.varies(said.method, facts.used_last):
        miss("9.6.2.3")
    return _Advice(
        contacting.suggested_day(today, days, last_valid=last_valid, free=facts.free),
        contacting.suggested_method(used, free=facts.free),
        contacting.asks_reason(today, reached_on, days, reason=said.reason),
    )


def _note_reason(actor: StaffActor, customer_id: int, said: _Said, *, asks: bool) -> None:
    """Keep on the owner's list that a contact came soon and nobody knows why (9.6.2.2)."""
    subject = f"customer:{customer_id}"
    if said.reason:
        work.settle(kind=REASON_OWED, subject=subject, site_id=said.site_id, at=said.at)
    elif asks and actor.staff_id is not None:
        work.owe(
            kind=REASON_OWED,
            subject=subject,
            site_id=said.site_id,
            clause="9.6.2.2",
            sentence=phrase(
                "You contacted this customer soon after the last time. Say why with the next follow-up."
            ),
            at=said.at,
            staff_ids=[actor.staff_id],
        )
