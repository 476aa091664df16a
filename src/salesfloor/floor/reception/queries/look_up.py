"""The desk's look-up: who is this, whose, why, and who would receive, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from django.db.models import Exists, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from salesfloor.base.commands import Act, Actor, acting
from salesfloor.base.phones import masked_phone
from salesfloor.base.posts import Post
from salesfloor.base.sql import fetch_one
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception.commands.assigning import Visitor, choose
from salesfloor.floor.reception.models import Reception
from salesfloor.floor.reception.queries import expected
from salesfloor.floor.reception.queries.glance import Glance, glance
from salesfloor.floor.reception.rules import typed
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from salesfloor.base.phrases import Phrase

CANDIDATES: Final = 6
_OPEN: Final = """
    SELECT FROM reception_reception WHERE site_id = %s AND phone = %s AND customer_id IS NOT NULL
        AND ended_at IS NULL AND struck_at IS NULL LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A customer whose name or last digits fit."""

    id: int
    name: str
    phone: str
    owner: str


@dataclass(frozen=True, slots=True)
class Whose:
    """The claim that decides, as far as the person asking may know it."""

    is_mine: bool
    owner: str = ""
    kind: str = ""
    since: datetime | None = None
    until: date | None = None
    because: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A claim that stands no longer, with its dates (3.3.1.2)."""

    owner: str
    on: date
    clause: str


@dataclass(frozen=True, slots=True)
class Receives:
    """Who would receive now, on what basis; nobody while all are busy."""

    basis: str
    name: str = ""
    staff_id: int | None = None


@dataclass(frozen=True, slots=True)
class Here:
    """A reception of the customer that is in progress, or the customer's waiting for one."""

    receiver: str
    since: datetime


class Question(StrEnum):
    """What is asked before a registration: the answer is a button of its own."""

    NONE = ""
    EMPTY = "empty"
    CANDIDATES = "candidates"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class LookedUp:
    """The answer to what was typed."""

    typed: typed.Typed
    channel: str
    glance: Glance
    receives: Receives
    sees_whose: bool
    is_known: bool = False
    name: str = ""
    customer_id: int | None = None
    phone: str = ""
    last_seen_at: datetime | None = None
    here: Here | None = None
    whose: Whose | None = None
    lapsed: Lapsed | None = None
    candidates: tuple[Candidate, ...] = ()
    other_phone: str = ""
    expected: Phrase | None = None
    """What the customer is expected for, and when."""
    is_searched: bool = False
    """Whether enough was typed to look for a customer by it."""

    @property
    def question(self) -> Question:
        """Return what is to be asked before this is registered."""
        if self.typed.is_empty and self.customer_id is None:
            return Question.EMPTY
        if self.candidates:
            return Question.CANDIDATES
        return Question.HERE if self.here else Question.NONE

    @property
    def second(self) -> str:
        """Return the phone that is written down beside the one that counts, its middle hidden."""
        return masked_phone(self.other_phone)

    @property
    def unread(self) -> Phrase | None:
        """Return the sentence about what is neither a name nor a phone, if there is any."""
        return self.typed.says_unread()


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question of the desk: on which floor, by whom, what was typed, how the customer came."""

    seen: Glance
    actor: Actor
    parts: typed.Typed
    channel: str


def look_up(
    actor: Actor, at: datetime, text: str, channel: str, *, customer_id: int | None = None
) -> LookedUp:
    """Answer what was typed in the one field, in at most four statements.

    :raises Refused: `input` where the person is at no site.
    """
    seen = glance(actor.site_id, at)
    parts = typed.read(text)
    asked = _Asked(seen, actor, parts, channel)
    if customer_id is not None:
        picked = _customers(asked).filter(pk=customer_id).first()
        if picked is not None:
            return _known(asked, picked.phone, picked)
    number = parts.phone and customers.counted_phone(parts.phone_text, seen.site_id, at)
    if number:
        rows = _customers(asked, everybody=True).filter(phone=number)
        other = parts.second if number == parts.phone else parts.phone
        return replace(_known(asked, number, rows.first()), other_phone=other or "")
    nobody, candidates = customers.Household(None), _candidates(asked)
    unnamed = None if candidates else _without_phone(seen.site_id, parts, actor)
    return LookedUp(
        typed=parts,
        channel=channel,
        glance=seen,
        receives=_receives(seen, channel, nobody),
        sees_whose=actor.post in customers.SEES_WHOSE,
        candidates=candidates,
        here=Here(seen.names.of(unnamed.receiver_id), unnamed.arrived_at) if unnamed else None,
        is_searched=_fits(parts) is not None,
    )


def question_before(actor: Actor, at: datetime, text: str, *, customer_id: int | None) -> Question:
    """Return what is to be asked before this is registered, in at most three statements."""
    parts = typed.read(text)
    if customer_id is None and parts.is_empty:
        return Question.EMPTY
    site_id = registers.site_of(actor)
    rows = _scoped(customers.Customer.objects.filter(site_id=site_id), actor, at)
    if customer_id is None and parts.phone is None:
        fits = _fits(parts)
        if fits and rows.filter(fits).exists():
            return Question.CANDIDATES
        return Question.HERE if _without_phone(site_id, parts, actor) else Question.NONE
    number = customers.counted_phone(parts.phone_text, site_id, at) or parts.phone
    if customer_id is None and fetch_one(_OPEN, (site_id, number)) is None:
        return Question.NONE
    is_meant = Q(phone=number) if customer_id is None else Q(pk=customer_id)
    here = Reception.objects.filter(customer_id=OuterRef("pk"), ended_at=None, struck_at=None)
    return Question.HERE if rows.filter(is_meant & Exists(here)).exists() else Question.NONE


def phone_of(actor: Actor, at: datetime, customer_id: int) -> str | None:
    """Return the phone of a customer picked from the candidates; None where it is not theirs."""
    if actor.site_id is None:
        return None
    rows = _scoped(customers.Customer.objects.filter(site_id=actor.site_id), actor, at)
    return rows.filter(pk=customer_id).values_list("phone", flat=True).first()


def _without_phone(site_id: int, parts: typed.Typed, actor: Actor) -> Reception | None:
    """Return who of that name left no phone and is received, or waits, right now."""
    if actor.post not in customers.SEES_WHOSE or _fits(parts) is None or parts.tail:
        return None
    rows = Reception.objects.filter(site_id=site_id, ended_at=None, struck_at=None)
    return rows.filter(customer_id=None, name=parts.name).first()


def _customers(asked: _Asked, *, everybody: bool = False) -> QuerySet[customers.Customer]:
    rows = customers.Customer.objects.filter(site_id=asked.seen.site_id)
    if not everybody:
        rows = _scoped(rows, asked.actor, asked.seen.at)
    theirs = Reception.objects.filter(customer_id=OuterRef("pk"), struck_at=None)
    here = theirs.filter(ended_at=None).order_by("-registered_at", "-pk")
    since = Coalesce("assigned_at", "arrived_at")
    latest = theirs.order_by().values("customer_id").annotate(last=Max("registered_at"))
    return rows.annotate(
        here_with=Subquery(here.values("receiver_id")[:1]),
        here_since=Subquery(here.annotate(since=since).values("since")[:1]),
        last_seen_at=Subquery(latest.values("last")),
    )


def _scoped(
    rows: QuerySet[customers.Customer], actor: Actor, at: datetime
) -> QuerySet[customers.Customer]:
    """Leave a salesperson only the own customers, so that searching hints at no others."""
    if actor.post in customers.SEES_WHOSE:
        return rows
    return rows.filter(Exists(_standing(at).filter(owner_id=actor.staff_id or 0)))


def _standing(at: datetime) -> QuerySet[customers.Claim]:
    return customers.Claim.objects.filter(
        site_id=OuterRef("site_id"), phone=OuterRef("phone"), ended_at=None, lapses_at__gt=at
    )


def _candidates(asked: _Asked) -> tuple[Candidate, ...]:
    seen, fits = asked.seen, _fits(asked.parts)
    if fits is None:
        return ()
    rows = customers.Customer.objects.filter(fits, site_id=seen.site_id)
    rows = _scoped(rows, asked.actor, seen.at)
    owners = Subquery(_standing(seen.at).values("owner_id")[:1])
    found = rows.annotate(owner=owners).order_by(F("created_at").desc(), "-pk")
    return tuple(
        Candidate(pk, name, masked_phone(phone), seen.names.of(owner))
        for pk, name, phone, owner in found.values_list("pk", "name", "phone", "owner")[:CANDIDATES]
    )


def _fits(parts: typed.Typed) -> Q | None:
    """Return what a customer must fit to be meant; None where too little was typed to search by."""
    if parts.tail:
        return Q(phone__endswith=parts.tail)
    if len(parts.name) > 1 and not parts.phone_text:
        return customers.named(parts.name)
    return None


def _known(asked: _Asked, phone: str, customer: customers.Customer | None) -> LookedUp:
    seen, actor = asked.seen, asked.actor
    household = customers.household(seen.site_id, phone, seen.policy)
    claim = household.deciding(seen.at)
    sees_whose = actor.post in customers.SEES_WHOSE
    is_mine = claim is not None and claim.owner_id == actor.staff_id
    may_know = sees_whose or is_mine
    shown = customer if may_know else None
    return LookedUp(
        typed=asked.parts,
        channel=asked.channel,
        glance=seen,
        receives=_receives(seen, asked.channel, household),
        sees_whose=sees_whose,
        is_known=claim is not None or shown is not None,
        name=shown.name if shown else "",
        customer_id=shown.pk if shown else None,
        phone=masked_phone(phone),
        last_seen_at=_of(shown, "last_seen_at"),
        here=_here(seen, shown),
        expected=expected.expected(seen.site_id, phone, seen.at) if may_know else None,
        whose=_whose(seen, claim, is_mine=is_mine, may_know=may_know),
        lapsed=_lapsed(seen, household) if sees_whose and claim is None else None,
    )


def _here(seen: Glance, customer: customers.Customer | None) -> Here | None:
    since = _of(customer, "here_since")
    receiver: int | None = getattr(customer, "here_with", None)
    return Here(seen.names.of(receiver), since) if since is not None else None


def _of(customer: customers.Customer | None, annotation: str) -> datetime | None:
    found: datetime | None = getattr(customer, annotation, None)
    return found


def _whose(
    seen: Glance, claim: customers.ClaimFacts | None, *, is_mine: bool, may_know: bool
) -> Whose | None:
    if claim is None:
        return None
    if not may_know:
        return Whose(is_mine=False)
    owner = seen.names.of(claim.owner_id) or claim.owner_code
    return Whose(
        is_mine=is_mine,
        owner=owner,
        kind=claim.kind,
        since=claim.made_at,
        until=None if customers.is_bound(claim.lapses_at) else customers.last_day(claim.lapses_at),
        because=tuple(customers.because(claim, owner)),
    )


def _lapsed(seen: Glance, household: customers.Household) -> Lapsed | None:
    claim = household.lapsed_own(seen.at) or household.lapsed
    if claim is None:
        return None
    return Lapsed(
        owner=seen.names.of(claim.owner_id) or claim.owner_code,
        on=customers.last_day(claim.lapses_at),
        clause=customers.LAPSE_CLAUSE[claim.kind],
    )


def _receives(seen: Glance, channel: str, household: customers.Household) -> Receives:
    """Try the decision out on a copy of the floor: the same function as when it counts."""
    with acting(Act("look_up", _NOBODY, seen.at, seen.site_id)):
        assignment = choose(seen.as_if_locked(), Visitor(channel, household))
    return Receives(assignment.basis, seen.names.of(assignment.receiver), assignment.receiver)


def next_in_turn(seen: Glance) -> Mapping[str, Receives]:
    """Return who would receive a new customer now, by either channel."""
    nobody = customers.Household(None)
    return {channel: _receives(seen, channel, nobody) for channel in ("visit", "call")}


_NOBODY: Final = Actor(code="salesfloor", post=Post.OPERATOR, site_id=None)
