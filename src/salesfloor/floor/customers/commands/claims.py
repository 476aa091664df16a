"""Founding, keeping alive, passing on, withdrawing and ending claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from salesfloor.base.commands import announce, cite, current_act, miss
from salesfloor.base.fields import Phone, Who
from salesfloor.base.lines import line
from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import phrase
from salesfloor.base.sql import execute, fetch_one
from salesfloor.floor.customers import rules
from salesfloor.floor.customers.commands import sharing
from salesfloor.floor.customers.models import Claim, ClaimEvent
from salesfloor.floor.customers.queries.house import house_of
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.floor.customers.choices import ClaimStep
    from salesfloor.floor.customers.queries import Household
    from salesfloor.floor.customers.rules import ClaimFacts

LAPSE: Final = "claim_lapses"
_COUNTING: Final = frozenset({ClaimEvent.Kind.VISITED, ClaimEvent.Kind.FOLLOWED_UP})

# The owner is warned at an opening time that lies between now and the lapse.
_WARNS: Final = """
    (SELECT w.at FROM (SELECT (%(warn_on)s::date + opens) AT TIME ZONE 'Asia/Shanghai' AS at
        FROM people_site WHERE id = %(site)s) w WHERE w.at > %(at)s AND w.at < %(lapses)s)
"""
_DUE: Final = """
    id, deadline_set('claim_lapses', id, %(site)s, %(lapses)s), CASE WHEN warns_at IS NOT NULL
        THEN deadline_set('claim_warns', id, %(site)s, warns_at, 1::smallint, true) END
"""
_FOUND: Final = f"""
    WITH claim AS (
        INSERT INTO customers_claim (site_id, phone, owner_id, kind, made_at, lapses_at,
            reception_id, policy_serial, "end", warns_at)
        VALUES (%(site)s, %(phone)s, %(owner)s, %(kind)s, %(at)s, %(lapses)s, %(reception)s,
            %(serial)s, '', {_WARNS})
        RETURNING id, warns_at
    ), founded AS (
        INSERT INTO customers_claimevent (claim_id, kind, at, staff_id, reception_id, kind_before)
        SELECT id, 'FOUNDED', %(at)s, %(owner)s, %(reception)s, '' FROM claim
    )
    SELECT {_DUE} FROM claim
"""  # noqa: S608 - constants of this file
# A claim is found by its number. `IS TRUE` keeps the rest from being looked up: before the tables were
# ever counted, the database may believe that walking through all standing claims costs no more.
_KEEP: Final = f"""
    WITH moved AS (
        UPDATE customers_claim SET kind = %(kind)s, lapses_at = %(lapses)s, warns_at = {_WARNS}
        WHERE id = %(id)s AND (ended_at IS NULL AND lapses_at > %(at)s) IS TRUE
        RETURNING id, warns_at
    ), noted AS (
        INSERT INTO customers_claimevent (claim_id, kind, at, staff_id, reception_id, kind_before,
            lapses_before)
        SELECT id, %(event)s, %(at)s, %(by)s, %(reception)s, %(before)s, %(lapses_before)s FROM moved
    )
    SELECT {_DUE} FROM moved
"""  # noqa: S608 - constants of this file
_COURTESY: Final = """
    INSERT INTO customers_claimevent (claim_id, kind, at, staff_id, reception_id, kind_before)
    VALUES (%s, 'COURTESY', %s, %s, %s, '')
"""
_LAPSE: Final = """
    WITH gone AS (
        UPDATE customers_claim SET ended_at = lapses_at, "end" = 'LAPSED'
        WHERE id = %(id)s AND (ended_at IS NULL AND lapses_at <= %(at)s) IS TRUE
        RETURNING id, site_id, phone, owner_id, kind, lapses_at
    ), noted AS (
        INSERT INTO customers_claimevent (claim_id, kind, at, staff_id, kind_before)
        SELECT id, 'LAPSED', lapses_at, owner_id, '' FROM gone
    )
    SELECT g.site_id, g.phone, g.owner_id, g.kind, g.lapses_at, s.code, coalesce(c.name, '')
    FROM gone g JOIN people_staff s ON s.id = g.owner_id
    LEFT JOIN customers_customer c ON c.site_id = g.site_id AND c.phone = g.phone
"""


line(
    "lapse",
    "claims",
    phrase("The claim of {owner} to {phone} lapsed, by clause {clause}"),
    facts={"owner": Who, "phone": Phone, "clause": str},
)


line(
    "claim_stands",
    "claims",
    phrase("The claim of {owner} to {phone} stands: what kept it alive was entered late"),
    facts={"owner": Who, "phone": Phone},
)


def found_claim(
    *,
    household: Household,
    site_id: int,
    owner_id: int,
    kind: str,
    at: datetime,
    policy: rulebook.Policies,
    reception_id: int | None = None,
) -> None:
    """Give the customer an owner from this moment (3.5.0); an old lapse is written down first."""
    phone = household.phone
    if phone is None:
        return
    if household.later is not None:
        return  # a colleague founded a claim since: what is entered late takes it from nobody
    gone = household.lapsed_own(at)
    if gone is not None:
        write_lapse(gone.id, at)
    lapses_at = rules.lapse_instant(kind, at, at, policy, house_of(site_id, at))
    execute(
        _FOUND,
        {
            "site": site_id,
            "phone": phone,
            "owner": owner_id,
            "kind": kind,
            "at": at,
            "lapses": lapses_at,
            "warn_on": rules.warned_on(kind, lapses_at, policy),
            "reception": reception_id,
            "serial": policy.serial,
        },
    )
    cite("3.5.4" if kind == "referral" else "3.5.0")
    before = gone or household.lapsed
    if before is not None:
        cite("3.3.2.1" if before.kind == "visit" else "3.3.1.2")


def count_visit(
    *,
    household: Household,
    site_id: int,
    at: datetime,
    staff_id: int,
    reception_id: int,
    policy: rulebook.Policies,
) -> None:
    """Let a visit count for the deciding owner's claims; call claims become visit claims."""
    for claim in rules.kept_alive(household.claims, at):
        if household.is_late:
            _revive(claim, site_id=site_id, at=at)
        lapses_at = visit_until(claim, at, policy, site_id)
        cite("3.3.2.1" if claim.kind == "visit" else "3.3.1.1")
        _keep(
            claim,
            site_id=site_id,
            at=at,
            kind="visit",
            lapses_at=lapses_at,
            policy=policy,
            event=ClaimEvent.Kind.VISITED,
            by=staff_id,
            reception_id=reception_id,
        )


def count_follow_up(
    *,
    household: Household,
    site_id: int,
    at: datetime,
    staff_id: int,
    policy: rulebook.Policies,
) -> None:
    """Let a follow-up that reached the customer move the owner's visit claims (3.3.2.1)."""
    for claim in rules.kept_alive(household.claims, at):
        if claim.kind != "visit":
            continue
        if household.is_late:
            _revive(claim, site_id=site_id, at=at)
        _keep(
            claim,
            site_id=site_id,
            at=at,
            kind="visit",
            lapses_at=visit_until(claim, at, policy, site_id),
            policy=policy,
            event=ClaimEvent.Kind.FOLLOWED_UP,
            by=staff_id,
        )
        cite("3.3.2.1")


def _revive(claim: ClaimFacts, *, site_id: int, at: datetime) -> None:
    """Let a claim stand again that lapsed only because what kept it alive was entered late."""
    standing = Claim.objects.filter(site_id=site_id, phone=claim.phone, ended_at=None)
    lapsed = Claim.objects.filter(pk=claim.id, end=Claim.End.LAPSED)
    if standing.exists() or not lapsed.update(ended_at=None, end=""):
        return
    registers.append(
        site_id=site_id,
        kind="claims",
        actor=current_act().actor,
        at=at,
        body={"do": "claim_stands", "claim": claim.id, "owner": claim.owner_code},
        personal={"phone": claim.phone},
    )


def visit_until(
    claim: ClaimFacts, at: datetime, policy: rulebook.Policies, site_id: int
) -> datetime:
    """Return until when a visit or a follow-up at that moment keeps a claim alive (3.3.2.1)."""
    return rules.moved_to(
        "visit",
        at,
        kind_before=claim.kind,
        lapses_before=claim.lapses_at,
        made_at=claim.made_at,
        policy=policy,
        house=house_of(site_id, at),
    )


def note_courtesy(claim_id: int, *, staff_id: int, reception_id: int, at: datetime) -> None:
    """Remember that a colleague received the customer as a courtesy (3.2.4.1, 3.2.4.4)."""
    execute(_COURTESY, (claim_id, at, staff_id, reception_id))


def pass_on(*, reception_id: int, to: int, at: datetime) -> None:
    """Pass the claim that a reception founded to another person, if it stands (3.2.1.2)."""
    standing = Claim.objects.filter(reception_id=reception_id, ended_at=None, lapses_at__gt=at)
    for claim in standing:
        ClaimEvent.objects.create(
            claim=claim,
            kind=ClaimEvent.Kind.PASSED_ON,
            at=at,
            staff_id=to,
            reception_id=reception_id,
        )
        claim.owner_id = to
        claim.save(update_fields=["owner_id"])


def has_any(owner_id: int, at: datetime) -> bool:
    """Tell whether a person has a standing claim, at any site."""
    return Claim.objects.filter(owner_id=owner_id, ended_at=None, lapses_at__gt=at).exists()


def hand_over(*, owner_id: int, to: int, at: datetime) -> int:
    """Move all standing claims of a person to another, with their dates; return how many."""
    claims = Claim.objects.filter(owner_id=owner_id, ended_at=None, lapses_at__gt=at)
    moved = list(claims.select_for_update().order_by("pk"))
    for claim in moved:
        ClaimEvent.objects.create(claim=claim, kind=ClaimEvent.Kind.PASSED_ON, at=at, staff_id=to)
    ids = [claim.pk for claim in moved]
    sharing.pass_shares(ids, owner_id=owner_id, to=to, at=at)
    return Claim.objects.filter(pk__in=ids).update(owner_id=to)


def take_back(*, reception_id: int, at: datetime) -> None:
    """Undo what a reception did to claims: its own end, others are worked out without it.

    A claim that somebody else moved meanwhile, by a later visit or a follow-up, keeps that.
    """
    touched = ClaimEvent.objects.filter(reception_id=reception_id)
    founded = touched.filter(kind=ClaimEvent.Kind.FOUNDED)
    claims = Claim.objects.select_for_update().filter(ended_at=None)
    own = claims.filter(pk__in=founded.values("claim_id"))
    for claim in own:
        claim.ended_at, claim.end = at, Claim.End.WITHDRAWN
        claim.save(update_fields=["ended_at", "end"])
        deadlines.settle(LAPSE, subject=claim.pk, at=at)
    visited = touched.filter(kind=ClaimEvent.Kind.VISITED).values_list("claim_id", flat=True)
    for claim in claims.filter(pk__in=[*visited]).order_by("pk"):
        _work_out(claim, without=reception_id)
    touched.exclude(kind=ClaimEvent.Kind.FOUNDED).delete()


def _work_out(claim: Claim, *, without: int) -> None:
    """Work a claim's kind and last day out anew from what counted for it, but for one reception."""
    if rules.is_bound(claim.lapses_at):
        return  # a deal keeps it
    events = list(claim.events.order_by("at", "pk"))
    first_kind = next((event.kind_before for event in events if event.kind_before), claim.kind)
    counted = [_counted(claim, claim.made_at, first_kind)]
    for event in events:
        if event.kind in _COUNTING and event.reception_id != without:
            turns = "visit" if event.kind == ClaimEvent.Kind.VISITED else ""
            counted.append(_counted(claim, event.at, turns))
    claim.kind, claim.lapses_at = rules.worked_out(counted)
    claim.save(update_fields=["kind", "lapses_at"])
    deadlines.set_due(LAPSE, subject=claim.pk, site_id=claim.site_id, due_at=claim.lapses_at)


def _counted(claim: Claim, at: datetime, kind: str) -> rules.Counted:
    policy = rulebook.policies(claim.site_id, at)
    return rules.Counted(at, kind, policy, house_of(claim.site_id, at))


@deadlines.handler(LAPSE, is_late_safe=True, word=phrase("A claim runs out"))
def lapse(deadline: deadlines.Deadline, at: datetime) -> None:
    """Write down, with its own instant, that a claim has lapsed (3.3.1.1, 3.3.2.1)."""
    write_lapse(deadline.subject, at)


def write_lapse(claim_id: int, at: datetime) -> None:
    """End a claim that has lapsed by now, at its own instant, in the claims' register and the inbox."""
    row = fetch_one(_LAPSE, {"id": claim_id, "at": at})
    if row is None:
        return
    gone = _Gone(*row)
    deadlines.settle(LAPSE, subject=claim_id, at=gone.at)
    clause = rules.LAPSE_CLAUSE[gone.kind]
    registers.append(
        site_id=gone.site_id,
        kind="claims",
        actor=deadlines.system_actor(gone.site_id),
        at=gone.at,
        body={"do": "lapse", "claim": claim_id, "owner": gone.owner, "clause": clause},
        personal={"phone": gone.phone},
    )
    messages.tell(
        staff_id=gone.owner_id,
        site_id=gone.site_id,
        at=gone.at,
        clause=clause,
        sentence=phrase(
            "Your claim to {name} {phone} has lapsed.",
            name=gone.name,
            phone=masked_phone(gone.phone),
        ),
        subject=f"claim:{claim_id}",
    )
    cite(clause)
    miss(clause, gone.owner)
    announce("claim_lapsed", clause, at=gone.at, phone=gone.phone, owner=gone.owner)
    act = current_act()
    act.subject = act.subject or f"claim:{claim_id}"


class _Gone(NamedTuple):
    """A claim that has lapsed: whose it was, on whom, by which kind, until when."""

    site_id: int
    phone: str
    owner_id: int
    kind: str
    at: datetime
    owner: str
    name: str


def _keep(
    claim: ClaimFacts,
    *,
    site_id: int,
    at: datetime,
    kind: str,
    lapses_at: datetime,
    policy: rulebook.Policies,
    event: ClaimStep,
    by: int,
    reception_id: int | None = None,
) -> None:
    execute(
        _KEEP,
        {
            "id": claim.id,
            "site": site_id,
            "kind": kind,
            "lapses": lapses_at,
            "warn_on": rules.warned_on(kind, lapses_at, policy),
            "at": at,
            "event": event.value,
            "by": by,
            "reception": reception_id,
            "before": claim.kind,
            "lapses_before": claim.lapses_at,
        },
    )
