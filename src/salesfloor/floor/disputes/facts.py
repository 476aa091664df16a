"""What is on record about a disputed customer: receptions, claims, follow-ups, referrals, deposits."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from django.db.models import Q

from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals import api as deals
from salesfloor.floor.disputes.choices import What
from salesfloor.floor.reception import api as reception
from salesfloor.floor.till import api as till
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


class Deposit(NamedTuple):
    """Money that a customer paid for a unit; `is_full` where the deposit was complete by it."""

    at: datetime
    phone: str
    taken_by: str
    receipt_no: int
    is_full: bool


def deposits_of(site_id: int, phones: set[str]) -> list[Deposit]:
    """Return the deposits of those phones that stand, the earliest first."""
    found = [
        Deposit(
            receipt.paid_at,
            deal.phone,
            receipt.taken_by,
            receipt.number,
            deal.full_at is not None and receipt.paid_at == deal.full_at,
        )
        for deal in deals.Deal.objects.filter(site_id=site_id, phone__in=phones)
        for receipt in deals.receipts_of(deal).filter(purpose=till.Purpose.DEPOSIT)
    ]
    return sorted(found, key=lambda one: one.at)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing on record: when, what, whose, on which phone, in which line of which register."""

    at: datetime
    what: What
    staff_id: int
    phone: str
    register: str | None = None
    register_no: int | None = None
    book: int | None = None
    basis: str = ""
    method: str = ""
    reached: bool | None = None
    note: str = ""
    claim_kind: str = ""


_ORDER: Final = {what: place for place, what in enumerate(What)}


def facts_of(site_id: int, phones: set[str]) -> list[Fact]:
    """Return all that is on record on those phones, on one time line."""
    found = [
        *_receptions(site_id, phones),
        *_claims(site_id, phones),
        *_follow_ups(site_id, phones),
        *_referrals(site_id, phones),
    ]
    found += _deposits(site_id, phones)
    return on_one_line(found)


def _receptions(site_id: int, phones: set[str]) -> Iterable[Fact]:
    rows = reception.Reception.objects.filter(
        site_id=site_id, phone__in=phones, struck_at=None
    ).exclude(receiver_id=None)
    for row in rows.prefetch_related("assistants"):
        line = (row.phone, row.channel, row.register_no)
        at = row.assigned_at or row.registered_at
        yield Fact(at, What(row.channel), row.receiver_id or 0, *line, basis=row.basis)
        for helper in row.assistants.all():
            yield Fact(helper.from_at, What.ASSIST, helper.staff_id, *line)


def _claims(site_id: int, phones: set[str]) -> Iterable[Fact]:
    """Yield how claims began; one that was taken back with its reception or referral is none."""
    taken_back = customers.Referral.objects.filter(site_id=site_id, phone__in=phones)
    undone = set(taken_back.exclude(ended_at=None).values_list("phone", "at"))
    founded = customers.ClaimEvent.objects.filter(
        kind=customers.ClaimEvent.Kind.FOUNDED, claim__site_id=site_id, claim__phone__in=phones
    ).select_related("claim")
    lines = _lines_of_receptions(event.reception_id for event in founded)
    for event in founded:
        if event.reception_id is not None and event.reception_id not in lines:
            continue
        is_withdrawn = event.claim.end == customers.Claim.End.WITHDRAWN
        if is_withdrawn and event.reception_id is None and (event.claim.phone, event.at) in undone:
            continue
        register, number = lines.get(event.reception_id, (None, None))
        yield Fact(
            event.at,
            What.CLAIM,
            event.staff_id,
            event.claim.phone,
            register,
            number,
            claim_kind=event.claim.kind,
        )


def lapses_of(site_id: int, phones: set[str], at: datetime) -> list[Fact]:
    """Return the claims on those phones that had lapsed by that moment, written down or not.

    They explain the record and tie nobody: no reading counts them.
    """
    due = Q(end=customers.Claim.End.LAPSED) | Q(ended_at=None)
    rows = customers.Claim.objects.filter(due, site_id=site_id, phone__in=phones, lapses_at__lte=at)
    return [
        Fact(
            row.lapses_at,
            What.LAPSE,
            row.owner_id,
            row.phone,
            "claims",
            _line_of(site_id, row.lapses_at, '"do":"lapse"', f'"claim":{row.pk},'),
            claim_kind=row.kind,
        )
        for row in rows.order_by("lapses_at", "pk")
    ]


def passes_of(site_id: int, phones: set[str], at: datetime) -> list[Fact]:
    """Return who lost the turn of those customers by that moment, and to whom claims passed since.

    Like lapses they explain the record: no reading counts them.
    """
    passed = [one for one in _passed_on(site_id, phones) if one.at <= at]
    return [*_lost_turns(site_id, phones, at), *passed]


def _lost_turns(site_id: int, phones: set[str], at: datetime) -> Iterable[Fact]:
    rows = reception.LostTurn.objects.filter(
        reception__site_id=site_id,
        reception__phone__in=phones,
        reception__struck_at=None,
        at__lte=at,
    )
    for row in rows.select_related("reception"):
        came = row.reception
        line = (came.phone, came.channel, came.register_no)
        yield Fact(row.at, What.LOST_TURN, row.staff_id, *line)


def _passed_on(site_id: int, phones: set[str]) -> Iterable[Fact]:
    passed = customers.ClaimEvent.objects.filter(
        kind=customers.ClaimEvent.Kind.PASSED_ON,
        claim__site_id=site_id,
        claim__phone__in=phones,
    )
    events = list(passed.select_related("claim"))
    lines = _lines_of_receptions(event.reception_id for event in events)
    for event in events:
        register, number = lines.get(event.reception_id, (None, None))
        yield Fact(event.at, What.PASSED, event.staff_id, event.claim.phone, register, number)


def on_one_line(facts: Iterable[Fact]) -> list[Fact]:
    """Return facts in the order in which they happened."""
    return sorted(facts, key=lambda fact: (fact.at, _ORDER[fact.what]))


def _lines_of_receptions(ids: Iterable[int | None]) -> dict[int | None, tuple[str, int]]:
    wanted = [one for one in ids if one is not None]
    rows = reception.Reception.objects.filter(pk__in=wanted, struck_at=None)
    return {
        pk: (channel, no) for pk, channel, no in rows.values_list("pk", "channel", "register_no")
    }


def _follow_ups(site_id: int, phones: set[str]) -> Iterable[Fact]:
    rows = customers.FollowUp.objects.filter(
        customer__site_id=site_id, customer__phone__in=phones, struck_at=None
    )
    names = ("at", "staff_id", "customer__phone", "line_no", "method", "reached", "note")
    told = list(rows.values_list("page__book_id", *names))
    books = registers.Book.objects.filter(pk__in={book_id for book_id, *_ in told})
    numbers = dict(books.values_list("pk", "number"))
    for book_id, at, staff_id, phone, line_no, method, reached, note in told:
        yield Fact(
            at,
            What.FOLLOW_UP,
            staff_id,
            phone,
            "follow_up",
            line_no,
            book=numbers[book_id],
            method=method,
            reached=reached,
            note=note,
        )


def _referrals(site_id: int, phones: set[str]) -> Iterable[Fact]:
    for row in customers.Referral.objects.filter(site_id=site_id, phone__in=phones, ended_at=None):
        number = _line_of(site_id, row.at, '"do":"refer"')
        yield Fact(row.at, What.REFERRAL, row.staff_id, row.phone, "claims", number)


def _deposits(site_id: int, phones: set[str]) -> Iterable[Fact]:
    found = deposits_of(site_id, phones)
    takers = people.Staff.objects.filter(code__in={one.taken_by for one in found})
    ids = dict(takers.values_list("code", "pk"))
    for one in found:
        taker = ids.get(one.taken_by, 0)
        yield Fact(one.at, What.DEPOSIT, taker, one.phone, "receipt", one.receipt_no)


def _line_of(site_id: int, at: datetime, *said: str) -> int | None:
    """Return the number of the line of the claims' register that says all this of that moment."""
    lines = registers.Line.objects.filter(
        book__site_id=site_id, book__kind="claims", at=at
    ).select_related("book")
    for words in said:
        lines = lines.filter(body__contains=words)
    line = lines.first()
    return line.book.first_no + line.line_no - 1 if line is not None else None


def tied_since(site_id: int, phones: set[str]) -> dict[int, datetime]:
    """Return since when people are tied to the customer of those phones, by what ties them.

    A claim ties whoever has or had it, also by passing on; money ties nobody.
    """
    since: dict[int, datetime] = {}
    for fact in on_one_line([*facts_of(site_id, phones), *_passed_on(site_id, phones)]):
        if fact.what is not What.DEPOSIT:
            since.setdefault(fact.staff_id, fact.at)
    return since


def related_phones(site_id: int, phone: str) -> set[str]:
    """Return the phone and all that have a recorded relation to it, whatever it is."""
    rows = customers.Relation.objects.filter(site_id=site_id, phone=phone)
    return {phone, *rows.values_list("other", flat=True)}


def counted_as_one(site_id: int, phone: str, counted: frozenset[str]) -> set[str]:
    """Return the phone and those that count as one customer with it (3.5.0, 3.5.2, 3.5.3)."""
    standing = customers.Relation.objects.filter(site_id=site_id, ended_at=None)
    links: dict[str, set[str]] = defaultdict(set)
    for other, relation in standing.filter(phone=phone).values_list("other", "relation"):
        links[relation].add(other)
    fellows = standing.filter(phone__in=links["company"], relation="shareholder")
    found = {other for relation, others in links.items() if relation in counted for other in others}
    return {phone, *found, *fellows.values_list("other", flat=True)}
