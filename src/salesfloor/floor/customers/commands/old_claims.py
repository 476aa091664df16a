"""Claims that follow from old registers: written together, as live commands would have written them."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, TypeVar

from salesfloor.base.bulk import insert_rows, next_ids, parts
from salesfloor.base.fields import Phone, Who
from salesfloor.base.lines import line
from salesfloor.base.phrases import phrase
from salesfloor.base.sql import execute, text_array
from salesfloor.floor.customers import rules
from salesfloor.floor.customers.commands.claims import LAPSE, write_lapse
from salesfloor.floor.customers.commands.warnings import WARN
from salesfloor.floor.customers.ledger import Event, Held, Ledger
from salesfloor.floor.customers.models import Claim, ClaimEvent, Relation
from salesfloor.floor.customers.queries.house import house_of
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from salesfloor.base.commands import Actor

    Tell = Callable[[int, int], None]
    """Hears how many of how many steps are done."""

T = TypeVar("T")
_SET_DUE: Final = """
    SELECT deadline_set(%s, c.id, c.site_id, c.lapses_at) FROM customers_claim c
    WHERE c.id = ANY(%s::bigint[])
"""

# As a live claim: at an opening time that lies between now and the lapse.
_SET_WARNED: Final = """
    WITH told AS (
        UPDATE customers_claim c SET warns_at = w.at FROM (
            SELECT n.id, (n.day + s.opens) AT TIME ZONE 'Asia/Shanghai' AS at
            FROM unnest(%s::bigint[], %s::date[]) AS n (id, day) JOIN people_site s ON s.id = %s
        ) w WHERE c.id = w.id AND w.at > %s AND w.at < c.lapses_at RETURNING c.*
    )
    SELECT deadline_set(%s, id, site_id, warns_at, 1::smallint, true) FROM told
"""

_FOUNDED: Final = ClaimEvent.Kind.FOUNDED.value
RENEWED: Final = line(
    "renew_claim",
    "claims",
    phrase("The claim of {owner} to {phone} begins anew, on the manager's word"),
    facts={"owner": Who, "phone": Phone},
)


def ledger_of(site_id: int, phones: Iterable[str]) -> Ledger:
    """Return the claims that are known on these phones and on those that count as one with them."""
    wanted = set(phones)
    relations = _relations(site_id)
    if relations:
        wanted |= {other for phone in wanted for other in relations.get(phone, ())}
    ledger = Ledger(
        lambda at: rulebook.policies(site_id, at),
        lambda at: house_of(site_id, at),
        lambda phone, _at: relations.get(phone, ()),
    )
    for part in parts(sorted(wanted)):
        rows = Claim.objects.filter(site_id=site_id, phone__in=part).exclude(
            end=Claim.End.WITHDRAWN
        )
        for row in rows.order_by("made_at", "pk"):
            ledger.take(
                Held(
                    row.pk,
                    row.phone,
                    row.owner_id,
                    row.kind,
                    row.made_at,
                    row.lapses_at,
                    end=row.end,
                )
            )
    return ledger


def _relations(site_id: int) -> dict[str, tuple[str, ...]]:
    """Return which phones count as one with which, by the relations that stand at the site (3.5.2)."""
    found: dict[str, set[str]] = {}
    rows = Relation.objects.filter(site_id=site_id, ended_at=None)
    told = list(rows.values_list("phone", "other", "relation"))
    if not told:
        return {}
    policy = rulebook.policies(site_id, max(rows.values_list("recorded_at", flat=True)))
    counted = rules.counted_relations(policy["household.relations"])
    for phone, other, relation in told:
        if relation in counted:
            found.setdefault(phone, set()).add(other)
    holders = [(phone, company) for phone, company, relation in told if relation == "company"]
    for phone, company in holders:
        fellows = {fellow for fellow, other in holders if other == company and fellow != phone}
        found.setdefault(phone, set()).update(fellows)
    return {phone: tuple(sorted(others)) for phone, others in found.items()}


class _Counted:
    """Passes rows through and tells how many went by, of all that is to be written."""

    def __init__(self, tell: Tell, total: int) -> None:
        self._tell = tell
        self._total = total
        self._done = 0

    def rows(self, rows: Iterable[T]) -> Iterator[T]:
        for one in rows:
            yield one
            self._done += 1
            self._tell(self._done, self._total)


def write_claims(*, site_id: int, ledger: Ledger, at: datetime, tell: Tell) -> None:
    """Write what the ledger made new or moved: claims, what happened to them, lapses with their instants."""
    new = [held for held in ledger.all() if held.is_new]
    for held in _not_written_down(ledger, new, at):
        write_lapse(held.id, at)
    moved = [held for held in ledger.all() if not held.is_new and held.events]
    numbered = list(zip(next_ids(Claim, len(new)), new, strict=True))
    stand = [one for one in numbered if one[1].stands(at)]
    gone = [one for one in numbered if not one[1].stands(at)]
    counted = _Counted(tell, 2 * len(numbered) + len(moved) + len(gone))
    written = counted.rows(numbered)
    insert_rows(Claim, (_row(held, number, site_id, at) for number, held in written))
    told = counted.rows(numbered)
    insert_rows(
        ClaimEvent,
        (row for number, held in told for row in _events(held, number, lapsed_by=at)),
    )
    for held in counted.rows(moved):
        _move(held, at)
    stand += [(held.id, held) for held in moved if held.stands(at)]
    _set_due(site_id, stand, at)
    _write_lapses(site_id, gone, at, counted)


def _set_due(site_id: int, stand: list[tuple[int, Held]], at: datetime) -> None:
    """Let standing claims lapse in their time, and their owners be warned before."""
    policy = rulebook.policies(site_id, at)
    for part in parts(stand):
        numbers = text_array(str(number) for number, _ in part)
        days = (rules.warned_on(held.kind, held.lapses_at, policy) for _, held in part)
        execute(_SET_DUE, (LAPSE, numbers))
        row = (numbers, text_array(day.isoformat() for day in days), site_id, at, WARN)
        execute(_SET_WARNED, row)


def _not_written_down(ledger: Ledger, new: list[Held], at: datetime) -> Iterator[Held]:
    """Yield claims that have lapsed, not yet on record, where another follows."""
    for phone in {held.phone for held in new}:
        for held in ledger.by_phone[phone]:
            if not held.is_new and not held.end and not held.stands(at):
                held.end = Claim.End.LAPSED
                yield held


def _row(held: Held, number: int, site_id: int, at: datetime) -> dict[str, Any]:
    stands = held.stands(at)
    return {
        "id": number,
        "site_id": site_id,
        "phone": held.phone,
        "owner_id": held.owner_id,
        "kind": held.kind,
        "made_at": held.made_at,
        "lapses_at": held.lapses_at,
        "reception_id": held.cause or None,
        "policy_serial": rulebook.policies(site_id, held.made_at).serial,
        "ended_at": None if stands else held.lapses_at,
        "end": "" if stands else Claim.End.LAPSED.value,
    }


def _events(held: Held, number: int, *, lapsed_by: datetime) -> Iterator[dict[str, Any]]:
    founded = Event(_FOUNDED, held.made_at, held.owner_id, held.cause)
    for event in (founded, *held.events) if held.is_new else held.events:
        yield {
            "claim_id": number,
            "kind": event.kind,
            "at": event.at,
            "staff_id": event.staff_id,
            "reception_id": event.cause or None,
            "kind_before": event.kind_before,
            "lapses_before": event.lapses_before,
        }
    if held.is_new and not held.stands(lapsed_by):
        yield {
            "claim_id": number,
            "kind": ClaimEvent.Kind.LAPSED.value,
            "at": held.lapses_at,
            "staff_id": held.owner_id,
            "kind_before": "",
        }


def _move(held: Held, at: datetime) -> None:
    """Write what old lines did to a claim that was there: they may let it stand again."""
    stands = held.stands(at)
    is_revived = stands and held.end == Claim.End.LAPSED
    taken = Claim.objects.filter(pk=held.id)
    changed: dict[str, Any] = {"kind": held.kind, "lapses_at": held.lapses_at}
    if is_revived:
        changed |= {"ended_at": None, "end": ""}
    elif held.end == Claim.End.LAPSED:
        changed["ended_at"] = held.lapses_at
    taken.update(**changed)
    insert_rows(ClaimEvent, _events(held, held.id, lapsed_by=at))


def _write_lapses(
    site_id: int, gone: list[tuple[int, Held]], at: datetime, counted: _Counted
) -> None:
    """Put on record, each at its own instant, that claims lapsed before they came in (3.3)."""
    if not gone:
        return
    codes = people.codes_of(sorted({held.owner_id for _, held in gone}))
    gone.sort(key=itemgetter(0))
    gone.sort(key=lambda one: one[1].lapses_at)
    volume = registers.OldVolume(
        site_id=site_id, kind="claims", size=len(gone), actor=deadlines.system_actor(site_id), at=at
    )
    for part in parts(counted.rows(gone)):
        volume.append([_lapse(held, number, codes) for number, held in part])


def _lapse(held: Held, number: int, codes: dict[int, str]) -> registers.OldLine:
    body = {
        "do": "lapse",
        "claim": number,
        "owner": codes.get(held.owner_id, ""),
        "clause": rules.LAPSE_CLAUSE[held.kind],
    }
    return registers.OldLine(held.lapses_at, body, {"phone": held.phone})


def renew(ledger: Ledger, *, at: datetime, since: datetime) -> list[Held]:
    """Give customers whose last claim lapsed since a moment back to their owners, with today as the day."""
    renewed = []
    for phone in sorted(ledger.by_phone):
        last = ledger.latest(phone)
        if last is None or last.stands(at) or last.lapses_at < since:
            continue
        if ledger.deciding(phone, at) is not None:
            continue
        held = ledger.found(phone, owner_id=last.owner_id, kind=last.kind, at=at)
        if held is not None:
            renewed.append(held)
    return renewed


def write_renewed(renewed: list[Held], *, site_id: int, actor: Actor, at: datetime) -> None:
    """Put on record whose claims began anew on the manager's word."""
    codes = people.codes_of(sorted({held.owner_id for held in renewed}))
    for held in renewed:
        registers.write(
            RENEWED,
            actor=actor,
            at=at,
            body={"owner": codes.get(held.owner_id, "")},
            personal={"phone": held.phone},
            site_id=site_id,
        )
