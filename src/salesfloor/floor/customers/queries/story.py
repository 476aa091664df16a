"""One customer's whole story: who, whose and why, relations, receptions, what was said."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db.models import Exists, Q

from salesfloor.base.commands import COMMANDS
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import LEADERS, MANAGERS, Post
from salesfloor.base.sql import fetch_all
from salesfloor.floor.customers import rules
from salesfloor.floor.customers.choices import ClaimStep
from salesfloor.floor.customers.models import Claim, ClaimEvent, Customer
from salesfloor.floor.customers.permissions import SEES_WHOSE
from salesfloor.floor.customers.queries.founding import Event, founding_in
from salesfloor.floor.customers.queries.grades import grade_of
from salesfloor.floor.customers.queries.notes import Passing
from salesfloor.floor.customers.queries.received import received
from salesfloor.floor.customers.queries.whose import (
    Household,
    because,
    decided,
    household,
    lapsed_after,
    shares_on,
)
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.directory import names_of

if TYPE_CHECKING:
    from salesfloor.base.commands import Actor
    from salesfloor.floor.customers.rules import ClaimFacts

TURNS_SHOWN: Final = 60
CORRECTS: Final = MANAGERS | {Post.DESK}
"""Who corrects the particulars of customers whom they do not follow (9.1.1.4)."""
READS_BOOKS: Final = MANAGERS
"""Who may read a consultant's follow-up book, each time on record (3.2.3.4, 3.4.3.5)."""

_RELATIONS: Final = """
    SELECT r.id, r.relation, r.other, coalesce(u.name, ''), u.id
    FROM customers_relation r
    LEFT JOIN LATERAL (
        SELECT coalesce(bool_or(owner_id = %(me)s), false) mine, count(*) = 0 nobodys
        FROM customers_claim
        WHERE site_id = r.site_id AND phone = r.other AND ended_at IS NULL AND lapses_at > %(at)s
    ) whose ON true
    LEFT JOIN customers_customer u ON u.site_id = r.site_id AND u.phone = r.other
        AND (%(all)s OR whose.mine OR (whose.nobodys AND r.relation = ANY(%(counted)s)))
    WHERE r.site_id = %(site)s AND r.phone = %(phone)s AND r.ended_at IS NULL ORDER BY r.id
"""
"""Whoever stands beside; named for a salesperson only as far as their page would open (3.4.3.5)."""
_OF_CLAIM: Final = """
    SELECT u.id FROM customers_claim c
    JOIN customers_customer u ON u.site_id = c.site_id AND u.phone = c.phone
    WHERE c.id = %s AND c.site_id = %s
"""
_EVENTS: Final = """
    SELECT e.kind, e.at, s.name, c.kind, c.id, e.staff_id, c.phone = %(phone)s,
        e.reception_id IS NOT NULL, e.kind_before,
        EXISTS (SELECT FROM customers_claimshare h WHERE h.claim_id = c.id AND h.ended_at IS NULL)
    FROM customers_claim c
    CROSS JOIN LATERAL (
        SELECT kind, at, staff_id, reception_id, kind_before, id FROM customers_claimevent
        WHERE claim_id = c.id
        UNION ALL
        SELECT 'LAPSED', c.lapses_at, c.owner_id, NULL, '', NULL
        WHERE c.ended_at IS NULL AND c.lapses_at <= %(at)s
    ) e
    LEFT JOIN people_staff s ON s.id = e.staff_id
    WHERE c.site_id = %(site)s AND (c.phone = %(phone)s OR c.phone IN (
        SELECT r.other FROM customers_relation r
        WHERE r.site_id = %(site)s AND r.phone = %(phone)s AND r.relation = ANY(%(counted)s)))
    ORDER BY e.at DESC, e.id DESC NULLS FIRST LIMIT 400
"""


@dataclass(frozen=True, slots=True)
class Kin:
    """Somebody on record as related."""

    id: int
    relation: str
    phone: str
    name: str
    customer_id: int | None

    @property
    def field_id(self) -> str:
        """Return the name of the field in which the end of the relation is explained."""
        return f"end-{self.id}"


@dataclass(frozen=True, slots=True)
class Seen:
    """One reception of the customer."""

    at: datetime
    channel: str
    basis: str
    outcome: str
    grade: str
    need: str
    problem: str
    reason: str
    receiver: str | None
    ref: str
    register_no: int
    is_open: bool
    is_old: bool
    """Whether it came in with an old register, which says nothing of how it ended."""
    area: str
    medium: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One event in the life of a claim on the customer, or on somebody counted as one with them."""

    kind: str
    at: datetime
    who: str | None
    claim: str
    claim_id: int
    staff_id: int
    is_own: bool
    by_reception: bool
    kind_before: str
    is_shared: bool
    """Whether a decision or an agreement shares the customer out as long as the claim stands."""

    @property
    def sentence(self) -> Phrase:
        """Return what happened."""
        return phrase(ClaimStep(self.kind).label.template, who=self.who or "")


@dataclass(frozen=True, slots=True)
class Story:
    """Everything the customer's page tells."""

    customer: Customer
    claim: ClaimFacts | None
    owner: str
    is_mine: bool
    reads_book: bool
    corrects: bool
    regrades: bool
    because: list[Phrase] = field(default_factory=list)
    kin: list[Kin] = field(default_factory=list)
    receptions: list[Seen] = field(default_factory=list)
    events: list[Turn] = field(default_factory=list)
    grade: str = ""
    """The grade given last, at the end of a reception or since."""

    @property
    def turns(self) -> list[Turn]:
        """Return how the claims on the customer's own phone went, the newest first."""
        return [event for event in self.events if event.is_own][:TURNS_SHOWN]

    @property
    def passings(self) -> list[Passing]:
        """Return to whom the claims went, the oldest first."""
        return _passings(self.events)


def customer_of(actor: Actor, customer_id: int) -> Customer | None:
    """Return a customer of the actor's site, no matter whose."""
    return Customer.objects.filter(site_id=registers.site_of(actor), pk=customer_id).first()


def customer_of_claim(actor: Actor, claim_id: int) -> int | None:
    """Return whose claim it is, at the actor's site."""
    rows = fetch_all(_OF_CLAIM, (claim_id, registers.site_of(actor)))
    return int(rows[0][0]) if rows else None


_GIVEN: Final = (ClaimEvent.Kind.FOUNDED, ClaimEvent.Kind.PASSED_ON)
"""What gives a claim to a person."""


@dataclass(frozen=True, slots=True)
class OwnClaim:
    """A claim that somebody had: to whom, since when, how it ended."""

    kind: str
    name: str
    phone: str
    made_at: datetime
    lapses_at: datetime
    has_lapsed: bool
    is_passed_on: bool
    clause: str


def own_claim(actor: Actor, claim_id: int) -> OwnClaim | None:
    """Return a claim that the actor has or had, standing, over or passed on; None for all others."""
    me = actor.staff_id or 0
    had = ClaimEvent.objects.filter(kind__in=_GIVEN, staff_id=me, claim_id=claim_id)
    rows = Claim.objects.filter(pk=claim_id, site_id=registers.site_of(actor))
    row = rows.filter(Q(owner_id=me) | Q(Exists(had))).first()
    if row is None:
        return None
    name = Customer.objects.filter(site_id=row.site_id, phone=row.phone).values_list("name")
    return OwnClaim(
        row.kind,
        next(iter(name), ("",))[0],
        row.phone,
        row.made_at,
        row.lapses_at,
        row.owner_id == me and row.end == Claim.End.LAPSED,
        row.owner_id != me,
        rules.LAPSE_CLAUSE[row.kind],
    )


def household_of(customer: Customer, at: datetime) -> Household:
    """Return the claims on a customer and on those counted as one with them."""
    policy = rulebook.policies(customer.site_id, at)
    return household(customer.site_id, customer.phone, policy)


def story(actor: Actor, at: datetime, customer_id: int) -> Story | None:
    """Return the customer's story, in at most ten statements.

    None where there is no such customer at the site, or where it is a colleague's and the
    person is a salesperson: the page does not open (3.4.3.5).
    """
    customer = customer_of(actor, customer_id)
    if customer is None:
        return None
    policy = rulebook.policies(customer.site_id, at)
    found = household(customer.site_id, customer.phone, policy)
    claim = found.deciding(at)
    is_mine = claim is not None and claim.owner_id == actor.staff_id
    if not is_mine and actor.post not in SEES_WHOSE:
        return None
    owner = _name_of(claim.owner_id) if claim else ""
    events = _events(customer, at)
    return Story(
        customer=customer,
        claim=claim,
        owner=owner,
        is_mine=is_mine,
        reads_book=is_mine or actor.post in READS_BOOKS,
        corrects=is_mine or actor.post in CORRECTS,
        regrades=is_mine or actor.post in LEADERS,
        because=(
            _because(customer.site_id, claim, owner, events) if claim else _nobodys(found, at)
        ),
        kin=_kin(actor, customer, at, policy),
        receptions=[Seen(*row) for row in received().story(customer.pk)],
        events=events,
        grade=grade_of(customer.site_id, customer.phone),
    )


def _kin(actor: Actor, customer: Customer, at: datetime, policy: rulebook.Policies) -> list[Kin]:
    values = {
        "site": customer.site_id,
        "phone": customer.phone,
        "at": at,
        "me": actor.staff_id,
        "all": actor.post in SEES_WHOSE,
        "counted": list(rules.counted_relations(policy["household.relations"])),
    }
    return [Kin(*row) for row in fetch_all(_RELATIONS, values)]


def _because(site_id: int, claim: ClaimFacts, owner: str, events: list[Turn]) -> list[Phrase]:
    told = [
        Event(one.kind, one.at, one.by_reception, one.kind_before)
        for one in events
        if one.claim_id == claim.id
    ]
    founding = founding_in(told, claim.kind)
    sentences = because(claim, owner, founding=founding)
    if founding is not None and founding.was_passed_on:
        sentences += _by_whose_word(site_id, founding.at)
    if any(one.is_shared for one in events if one.claim_id == claim.id):
        shares = shares_on(claim)
        names = names_of(shares)
        by_name = {names.get(code, code): share for code, share in shares.items()}
        sentences.insert(0, decided(by_name))
    return sentences


def _by_whose_word(site_id: int, at: datetime) -> list[Phrase]:
    """Say who gave the claim to its present owner, and by what act; nothing where that is not certain."""
    found = rulebook.act_at(site_id, at)
    if found is None:
        return []
    command, code = found
    name = names_of([code]).get(code, code)
    return [phrase("{by} decided so: {act}.", by=name, act=COMMANDS[command].word)]


def _nobodys(found: Household, at: datetime) -> list[Phrase]:
    """Say that nobody has a claim, and which one lapsed last (3.3.1.2, 3.3.2.1)."""
    last = found.lapsed_own(at) or found.lapsed
    return [lapsed_after(last, _name_of(last.owner_id)), _NOBODY] if last else [_NOBODY]


def passings_of(customer: Customer, at: datetime) -> list[Passing]:
    """Return to whom the claims on a customer and those counted as one went, the oldest first."""
    return _passings(_events(customer, at))


def _passings(events: list[Turn]) -> list[Passing]:
    return [
        Passing(event.claim_id, event.kind, event.at, event.staff_id)
        for event in reversed(events)
        if event.kind in _GIVEN
    ]


def _events(customer: Customer, at: datetime) -> list[Turn]:
    policy = rulebook.policies(customer.site_id, at)
    counted = rules.counted_relations(policy["household.relations"])
    values = {
        "site": customer.site_id,
        "phone": customer.phone,
        "counted": sorted(counted),
        "at": at,
    }
    return [Turn(*row) for row in fetch_all(_EVENTS, values)]


_NOBODY: Final = phrase(
    "Nobody has a standing claim. Whoever receives the next visit by turn gains it (3.5.0)."
)


def _name_of(staff_id: int) -> str:
    return people.Staff.objects.filter(pk=staff_id).values_list("name", flat=True).first() or ""
