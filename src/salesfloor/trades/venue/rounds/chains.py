"""Keeping the chains of a site: what is due is set, what is missed is put on record."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.acts import announce, board_changed, cite
from salesfloor.base.china_time import iso, local
from salesfloor.base.phrases import phrase
from salesfloor.kernel.conduct import api as conduct
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.places import api as places
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work
from salesfloor.trades.venue.rounds import rules
from salesfloor.trades.venue.rounds.models import Chain, Miss
from salesfloor.trades.venue.rounds.rules import ChainState, Missed, OnShift
from salesfloor.trades.venue.shifts import api as shifts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from salesfloor.kernel.places.api import Place

CLAUSE: Final = "2.4.3"
DUTY: Final = "hygiene_round"
DUE: Final = "round_due"
TO_DO: Final = "round_to_do"


@dataclass(slots=True)
class SiteNow:
    """A service area as its chains see it; each answer is looked up once."""

    site_id: int
    _at_due: dict[datetime, OnShift | None] = field(default_factory=dict)
    _starts: dict[tuple[datetime, datetime], datetime | None] = field(default_factory=dict)

    def shift_at_due(self, due_at: datetime) -> OnShift | None:
        """Return the shift in which something falls due then."""
        if due_at not in self._at_due:
            found = shifts.shift_at_due(self.site_id, due_at)
            self._at_due[due_at] = (
                OnShift(found.code, found.on, found.in_charge, found.in_charge_id)
                if found
                else None
            )
        return self._at_due[due_at]

    def first_start(self, after: datetime, until: datetime) -> datetime | None:
        """Return when the first shift starts after a moment and up to another."""
        key = (after, until)
        if key not in self._starts:
            self._starts[key] = shifts.first_start(self.site_id, after, until)
        return self._starts[key]

    def is_duty_on(self, at: datetime) -> bool:
        """Tell whether missed rounds are counted at that moment."""
        return DUTY in rulebook.policies(self.site_id, at)["venue.duties"]

    def interval(self, at: datetime) -> timedelta:
        """Return how long a zone may go without a round."""
        return timedelta(hours=rulebook.policies(self.site_id, at)["hygiene.recheck_hours"])


def state_of(chain: Chain) -> ChainState:
    """Return a chain as the rules see it."""
    return ChainState(chain.next_due, chain.since, chain.is_stale)


def locked(zone: Place) -> Chain:
    """Return the chain of a zone, locked to the end of the transaction; the first use makes it."""
    Chain.objects.get_or_create(
        zone=zone, defaults={"site_id": zone.site_id, "since": zone.recorded_at}
    )
    return Chain.objects.select_for_update().get(zone=zone)


def bring_up(
    chain: Chain, zone: Place, site: SiteNow, until: datetime, *, is_past: bool = False
) -> None:
    """Let what fell due happen, at its own instants, whether or not the worker came to it."""
    before = state_of(chain)
    state = before
    for state, missed in rules.advance(before, site, until, is_past=is_past):  # noqa: B007
        if missed is not None:
            _miss(zone, missed)
    if state != before:
        keep(chain, zone, state, until)


def keep(chain: Chain, zone: Place, state: ChainState, at: datetime) -> None:
    """Write a chain's state down, set its deadline and put the next round on the lists."""
    chain.next_due, chain.since, chain.is_stale = state.next_due, state.since, state.is_stale
    chain.save(update_fields=["next_due", "since", "is_stale"])
    if state.next_due is None or state.is_stale:
        deadlines.settle(DUE, subject=zone.pk, at=at)
    else:
        deadlines.set_due(DUE, subject=zone.pk, site_id=zone.site_id, due_at=state.next_due)
    owe_next(zone, state, at)


def owe_next(zone: Place, state: ChainState, at: datetime) -> None:
    """Put the next round of a zone on the lists of the shift that owes it, if the duty is on."""
    next_due = state.next_due
    subject = f"zone:{zone.code}"
    work.settle(kind=TO_DO, subject=subject, site_id=zone.site_id, at=at)
    if next_due is None or state.is_stale or not SiteNow(zone.site_id).is_duty_on(next_due):
        return
    shift = shifts.shift_at_due(zone.site_id, next_due) or shifts.running_shift(zone.site_id, at)
    if shift is None:
        return
    work.owe(
        kind=TO_DO,
        subject=subject,
        site_id=zone.site_id,
        clause=CLAUSE,
        sentence=phrase("Round of {zone}", zone=zone.name),
        at=at,
        due_at=next_due,
        staff_ids=[staff_id for staff_id, _ in shift.staff],
    )


def zones_with_chains(site_id: int) -> Iterator[tuple[Place, ChainState]]:
    """Yield the zones of a site by code, each with its chain as it is written down."""
    written = {chain.zone_id: state_of(chain) for chain in Chain.objects.filter(site_id=site_id)}
    for zone in places.zones(site_id):
        yield zone, written.get(zone.pk, ChainState(None, zone.recorded_at))


def _miss(zone: Place, missed: Missed) -> None:
    """Write a missed round down, on record against the person in charge."""
    due_at, shift = missed.due_at, missed.shift
    Miss.objects.create(
        zone=zone,
        site_id=zone.site_id,
        due_at=due_at,
        since=missed.since,
        shift=shift.code,
        on=shift.on,
        who=shift.in_charge,
    )
    announce(
        "round_missed",
        CLAUSE,
        at=due_at,
        place=zone.code,
        shift=shift.code,
        on=shift.on.isoformat(),
        who=shift.in_charge,
    )
    cite(CLAUSE)
    conduct.put_on_record(
        site_id=zone.site_id,
        staff_id=shift.in_charge_id,
        matter=conduct.Matter(
            "round_missed", CLAUSE, subject_of(zone, due_at), f"{zone.name} {local(due_at):%H:%M}"
        ),
        actor=deadlines.system_actor(zone.site_id),
        at=due_at,
    )
    board_changed()


def subject_of(zone: Place, due_at: datetime) -> str:
    """Return how records name a missed round: `round:WC:2026-03-02T10:00:00+08:00`."""
    return f"round:{zone.code}:{iso(due_at)}"
