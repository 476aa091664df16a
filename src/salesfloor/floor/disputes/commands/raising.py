"""Raising a dispute, and withdrawing it (3.5.1)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of, days_after, end_of
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.fields import Phone, Reason, Who
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code
from salesfloor.floor.customers import api as customers
from salesfloor.floor.disputes import rules
from salesfloor.floor.disputes.cases import (
    CLAUSE,
    TO_MANAGER,
    CaseNumber,
    case_numbered,
    close,
    must_be_open,
    tell_parties,
)
from salesfloor.floor.disputes.choices import State
from salesfloor.floor.disputes.facts import (
    counted_as_one,
    deposits_of,
    facts_of,
    related_phones,
    tied_since,
)
from salesfloor.floor.disputes.models import Dispute, Party
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.kernel.people.api import Staff


class Disputed(Answer):
    """The case, and the last day on which the colleagues have it to themselves."""

    case: int
    negotiate_until: date


@command(
    "dispute",
    may=frozenset({Post.SALESPERSON}),
    word=phrase("Dispute whose customer it is"),
    clauses=(CLAUSE,),
    post_clause=CLAUSE,
    writes=RegisterLine(
        "claims",
        phrase("Case {case}: {who} says that {phone} is not {against}'s"),
        facts={"who": Who},
    ),
    done=phrase("The case is open. Try to agree first."),
)
def dispute(
    *,
    actor: StaffActor,
    at: datetime,
    phone: Phone,
    against: Annotated[Code, Label("Whose it is said to be"), Reference("salesperson_ever")],
    other: Annotated[Phone, Label("Another phone of the same customer")] | None = None,
) -> Disputed:
    """Say that a customer is one's own; the evidence is gathered by itself, nothing is frozen.

    A customer whose case is open has one case: who disputes further joins it.

    :raises Refused: 3.5.1 for anybody but a salesperson who is tied to the customer, against anybody but
        one who is, after the days in which disputes are raised, and without news since a case was closed;
        `input` against oneself.
    """
    number = customers.valid_phone(phone, actor.site_id, at)
    also = customers.valid_phone(other, actor.site_id, at) if other else None
    if against == actor.code:
        raise bad_input(phrase("Nobody disputes a customer with themselves."))
    opponent = _opponent(against)
    customers.write_customer(actor.site_id, number, at)
    customers.lock_turn(actor.site_id)
    policy = rulebook.policies(actor.site_id, at)
    counted = customers.counted_relations(policy["household.relations"])
    as_one = counted_as_one(actor.site_id, number, counted)
    tied_phones = related_phones(actor.site_id, number) | ({also} if also else set())
    since = tied_since(actor.site_id, tied_phones)
    claim = customers.household(actor.site_id, number, policy).deciding(at)
    owner = claim.owner_id if claim else None
    rules.may_dispute(is_tied=actor.staff_id in since).enforce()
    rules.may_be_disputed(
        is_salesperson=opponent.post == Post.SALESPERSON.value
        and opponent.site_id == actor.site_id,
        is_tied=opponent.pk in since or opponent.pk == owner,
        who=against,
    ).enforce()
    _check_time(actor.site_id, as_one, policy["dispute.raise_within_days"], at)
    row = _open_case(actor.site_id, as_one)
    if row is None:
        _check_news(actor.site_id, as_one, tied_phones)
        row = _begin(actor, at, number, policy["dispute.negotiate_within_days"])
    _join(row, [actor.staff_id, opponent.pk], {number, also} - {None, row.phone}, at)
    registers.record(
        actor=actor,
        at=at,
        body={"case": row.number, "who": actor.code, "against": against},
        personal={"phone": number, "other": also or ""},
    )
    sentence = phrase(
        "{who} disputes {phone}: case {case}. Agree among you to the end of {day}.",
        who=actor.code,
        phone=masked_phone(number),
        case=row.number,
        day=row.negotiate_until,
    )
    tell_parties(row, sentence, at, but=actor.staff_id)
    cite(CLAUSE)
    about(f"dispute:{row.number}")
    return Disputed(case=row.number, negotiate_until=row.negotiate_until)


def _opponent(code: str) -> Staff:
    """Return the person of that code, who may have left since."""
    found = people.Staff.objects.filter(code=code).first()
    if found is None:
        raise bad_input(phrase("Nobody here has the code {code}.", code=code))
    return found


def _check_time(site_id: int, phones: set[str], days: int, at: datetime) -> None:
    full = (day_of(one.at) for one in deposits_of(site_id, phones) if one.is_full)
    rules.may_still_be_raised(min(full, default=None), days, day_of(at)).enforce()


def _open_case(site_id: int, phones: set[str]) -> Dispute | None:
    rows = Dispute.objects.select_for_update().filter(site_id=site_id, closed_at=None)
    return rows.filter(phone__in=phones).order_by("pk").first()


def _check_news(site_id: int, as_one: set[str], tied_phones: set[str]) -> None:
    closed = Dispute.objects.filter(site_id=site_id, phone__in=as_one).exclude(closed_at=None)
    last = closed.order_by("-closed_at", "-pk").first()
    if last is None or last.closed_at is None:
        return
    phones = as_one | tied_phones
    is_news = any(fact.at > last.closed_at for fact in facts_of(site_id, phones))
    relations = customers.Relation.objects.filter(site_id=site_id, phone__in=phones)
    is_news = is_news or relations.filter(recorded_at__gt=last.closed_at).exists()
    rules.may_be_raised_again(case=last.number, is_news=is_news).enforce()


def _begin(actor: StaffActor, at: datetime, phone: str, days: int) -> Dispute:
    row = Dispute.objects.create(
        site_id=actor.site_id,
        number=next_number(actor.site_id, "dispute"),
        phone=phone,
        opened_at=at,
        opened_by_id=actor.staff_id,
        negotiate_until=days_after(at, days),
    )
    due_at = end_of(row.negotiate_until)
    deadlines.set_due(TO_MANAGER, subject=row.pk, site_id=row.site_id, due_at=due_at)
    return row


def _join(row: Dispute, staff_ids: list[int], phones: set[str | None], at: datetime) -> None:
    for one in staff_ids:
        Party.objects.get_or_create(dispute=row, staff_id=one, defaults={"joined_at": at})
    others = [*row.others, *sorted(one for one in phones if one and one not in row.others)]
    if others != row.others:
        row.others = others
        row.save(update_fields=["others"])


class Withdrawn(Answer):
    """Where the case stands."""

    state: State


@command(
    "withdraw_dispute",
    may=frozenset({Post.SALESPERSON}),
    word=phrase("Withdraw the dispute"),
    clauses=(CLAUSE,),
    post_clause=CLAUSE,
    writes=RegisterLine("claims", phrase("Case {case} withdrawn: {reason}")),
    done=phrase("The case is closed; everything stays as it is."),
)
def withdraw_dispute(
    *, actor: StaffActor, at: datetime, case: CaseNumber, reason: Reason
) -> Withdrawn:
    """Withdraw a case that one opened; nothing about the customer changes by it.

    :raises Refused: 3.5.1 for anybody else; `input` for a case that is closed.
    """
    row = case_numbered(actor.site_id, case)
    rules.may_withdraw(opened_it=row.opened_by_id == actor.staff_id).enforce()
    must_be_open(row)
    close(row, actor, at, state=State.WITHDRAWN, reason=reason)
    registers.record(actor=actor, at=at, body={"case": case}, personal={"reason": reason})
    told = phrase("{who} withdrew case {case}.", who=actor.code, case=case)
    tell_parties(row, told, at, but=actor.staff_id)
    cite(CLAUSE)
    about(f"dispute:{case}")
    return Withdrawn(state=State.WITHDRAWN)
