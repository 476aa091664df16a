"""The rounds of a day: done, missed, next due, and the share that was in time."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.china_time import day_of, end_of, start_of
from salesfloor.base.commands import SiteActor, question
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.shares import share
from salesfloor.base.trades import Trade
from salesfloor.trades.venue.rounds import rules
from salesfloor.trades.venue.rounds.chains import CLAUSE, SiteNow, zones_with_chains
from salesfloor.trades.venue.rounds.models import Miss, Round
from salesfloor.trades.venue.rounds.rules import ChainState
from salesfloor.trades.venue.shifts import api as shifts

if TYPE_CHECKING:
    from datetime import date

    from salesfloor.base.phrases import Phrase

READERS: Final = MANAGERS | {Post.SALESPERSON, Post.LEAD}
SERVICE_AREA: Final = frozenset({Trade.SERVICE_AREA})


class ZoneRounds(Answer):
    """The rounds of one zone on a day."""

    place: str
    done: list[Instant]
    missed: list[Instant]
    next_due: Instant | None


class Rounds(Answer):
    """The rounds of a day; misses that are excused or covered stay, and are not counted."""

    zones: list[ZoneRounds]
    done: int
    missed: int
    covered: int
    in_time_share: float | None


@question("rounds", may=READERS, word=phrase("Rounds"), clauses=(CLAUSE,), trades=SERVICE_AREA)
def rounds(*, actor: SiteActor, at: datetime, on: Annotated[Day, Label("Day")]) -> Rounds:
    """Return the rounds of a day, those missed and not yet written down included."""
    site_id = actor.site_id
    begins, ends = start_of(on), end_of(on)
    of_site = Round.objects.filter(site_id=site_id, struck_at=None)
    done = list(of_site.filter(at__gte=begins, at__lt=ends))
    written = list(Miss.objects.filter(site_id=site_id, due_at__gte=begins, due_at__lt=ends))
    done_by, missed_by = defaultdict(list), defaultdict(list)
    for one in done:
        done_by[one.zone_id].append(one.at)
    for miss in written:
        missed_by[miss.zone_id].append(miss.due_at)
    site, zones, unwritten = SiteNow(site_id), [], 0
    for zone, state in zones_with_chains(site_id):
        now, more = _look_ahead(state, site, at)
        late = [due_at for due_at in more if day_of(due_at) == on]
        unwritten += len(late)
        zones.append(
            ZoneRounds(
                place=zone.code,
                done=sorted(done_by[zone.pk]),
                missed=sorted(missed_by[zone.pk] + late),
                next_due=now.next_due,
            )
        )
    in_time = sum(one.in_time is True for one in done)
    counted = sum(miss.counts for miss in written) + unwritten
    return Rounds(
        zones=zones,
        done=len(done),
        missed=len(written) + unwritten,
        covered=sum(miss.covered_at is not None for miss in written),
        in_time_share=share(in_time, in_time + counted),
    )


def _look_ahead(
    state: ChainState, site: SiteNow, at: datetime
) -> tuple[ChainState, list[datetime]]:
    """Return a chain as it stands now, and the misses that nobody has written down yet."""
    now, missed = state, []
    for now, miss in rules.advance(state, site, at, is_past=False):  # noqa: B007 - the last one
        if miss is not None:
            missed.append(miss.due_at)
    return now, missed


def of_shift(
    site_id: int, shift: str, on: date, starts_at: datetime, ends_at: datetime
) -> tuple[int, int]:
    """Return how many rounds were done in a shift, and how many missed."""
    done = Round.objects.filter(site_id=site_id, struck_at=None, at__gte=starts_at, at__lt=ends_at)
    missed = Miss.objects.filter(site_id=site_id, shift=shift, on=on)
    return done.count(), missed.count()


def shift_names(site_id: int) -> dict[str, str]:
    """Return the name of each kind of shift by its code, as the misses of the site have it."""
    return dict(shifts.ShiftKind.objects.filter(site_id=site_id).values_list("code", "name"))


def state_of_miss(row: Miss) -> Phrase:
    """Return whether a missed round counts: excused and covered ones do not."""
    if row.excused_at is not None:
        return phrase("excused")
    return phrase("covered by a late entry") if row.covered_at else phrase("missed")
