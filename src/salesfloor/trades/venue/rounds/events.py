"""Rounds that fall due, shifts that start, and checks of the list of hygiene, which are rounds."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.lines import on
from salesfloor.base.phrases import phrase
from salesfloor.kernel.conduct import api as conduct
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.duties import api as duties
from salesfloor.kernel.places import api as places
from salesfloor.trades.venue.rounds import rules
from salesfloor.trades.venue.rounds.chains import (
    DUE,
    SiteNow,
    bring_up,
    keep,
    locked,
    owe_next,
    state_of,
    subject_of,
)
from salesfloor.trades.venue.rounds.models import Miss, PastDay, Round
from salesfloor.trades.venue.shifts import api as shifts

if TYPE_CHECKING:
    from salesfloor.base.lines import Entry
    from salesfloor.kernel.deadlines.api import Deadline

duties.MISSES.append(Miss)
BEGIN: Final = "rounds_begin"
LIST: Final = "hygiene"


@deadlines.handler(DUE, word=phrase("A round falls due"), limit=deadlines.Limit.DURATION)
def round_due(deadline: Deadline, at: datetime) -> None:
    """Judge a round that is due: missed in a shift, and the next one due."""
    zone = places.Place.objects.get(pk=deadline.subject)
    bring_up(locked(zone), zone, SiteNow(zone.site_id), at, is_past=True)


@deadlines.handler(BEGIN, word=phrase("The rounds of a shift begin"), phase=deadlines.Phase.OPENING)
def rounds_begin(deadline: Deadline, at: datetime) -> None:
    """Set the first round of each zone that has none when a shift starts."""
    site = SiteNow(deadline.site_id)
    for zone in places.zones(deadline.site_id):
        bring_up(locked(zone), zone, site, at)


@on("roster")
def begin_with_shift(entry: Entry) -> None:
    """Wait for the start of a shift that is rostered; one that runs already starts its rounds now."""
    day = datetime.fromisoformat(entry.body["on"]).date()
    shift = shifts.shift_named(entry.site_id, entry.body["shift"], day, entry.at)
    if shift is None:
        return
    if shift.starts_at > entry.at:
        deadlines.set_due(BEGIN, subject=shift.id, site_id=entry.site_id, due_at=shift.starts_at)
        return
    site = SiteNow(entry.site_id)
    for zone in places.zones(entry.site_id):
        chain = locked(zone)
        bring_up(chain, zone, site, entry.at)
        owe_next(zone, state_of(chain), entry.at)


@on("check")
def count_round(entry: Entry) -> None:
    """Count a check of the list of hygiene as the round of its zone, whatever command gave it."""
    if entry.body["list"] != LIST:
        return
    zone = places.place_here(entry.body["subject"], entry.site_id, places.PlaceKind.ZONE)
    chain, site = locked(zone), SiteNow(entry.site_id)
    bring_up(chain, zone, site, entry.at)
    begun = rules.begin(entry.at, site)
    claimed_at: datetime | None = entry.body.get("claimed_at")
    Round.objects.create(
        zone=zone,
        site_id=entry.site_id,
        check_no=entry.register_no,
        at=entry.at,
        claimed_at=claimed_at,
        by=entry.actor.code,
        due_at=chain.next_due,
        next_due=entry.at + site.interval(entry.at),
    )
    keep(chain, zone, begun, entry.at)
    if claimed_at is not None:
        _cover(zone, claimed_at, entry)


def _cover(zone: places.Place, done_at: datetime, entry: Entry) -> None:
    """Mark the miss that the late entry would have been in time for: it is not counted."""
    open_misses: Any = Miss.objects.select_for_update().filter(
        zone=zone, due_at__gte=done_at, due_at__lt=entry.at, covered_at=None
    )
    for miss in open_misses:
        if rules.covers(done_at, since=miss.since, due_at=miss.due_at):
            miss.covered_at = entry.at
            miss.save(update_fields=["covered_at"])
            conduct.end_records(
                site_id=zone.site_id,
                subject=subject_of(zone, miss.due_at),
                state=conduct.State.COVERED,
                by=entry.actor.code,
                at=entry.at,
            )


@on("strike")
def take_away(entry: Entry) -> None:
    """Take a round away whose check is struck, and a day of an old sheet whose line is: neither counts."""
    if entry.register == "check":
        rows = Round.objects.filter(site_id=entry.site_id, check_no=entry.body["register_no"])
        rows.update(struck_at=entry.at)
        kept = PastDay.objects.filter(site_id=entry.site_id, line_no=entry.body["register_no"])
        kept.update(struck_at=entry.at)
