"""How somebody stands in the period of warnings: their row, what was given, what may follow."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of
from salesfloor.base.periods import Period, PeriodKind, containing
from salesfloor.base.posts import Post
from salesfloor.floor.pace.models import Given, Level, State
from salesfloor.floor.pace.rules import Before, Standing
from salesfloor.floor.results import api as results
from salesfloor.floor.targets import api as targets
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Mapping

MARKS: Final = {Level.VERBAL: "warning.verbal_below", Level.WRITTEN: "warning.written_below"}
_GONE: Final = (State.WAIVED, State.OVER)


def period_at(site_id: int, at: datetime) -> Period:
    """Return the period of warnings that holds on the day of a moment."""
    kind = PeriodKind(rulebook.policies(site_id, at)["warning.period"])
    return containing(day_of(at), kind)


def board_at(
    site: people.Site,
    at: datetime,
    *,
    period: Period | None = None,
    measure: results.Measure | None = None,
) -> targets.Board:
    """Return targets and results of the period of warnings, in the site's measure."""
    wanted = measure or results.Measure(rulebook.policies(site.pk, at)["target.measure"])
    return targets.Board(site, period or period_at(site.pk, at), wanted, at)


def row_of(board: targets.Board, person: people.Staff) -> targets.Row | None:
    """Return a salesperson's own row, a lead's by the team's figures."""
    if person.post == Post.SALESPERSON:
        return board.row(person) if person.pk in board.attendance.staff else None
    for team in board.teams:
        if team.lead is not None and team.lead.pk == person.pk:
            return board.row_of_lead(team)
    return None


def standing_of(row: targets.Row | None) -> Standing:
    """Return the pace of a row and the days it rests on; nothing without a target."""
    if row is None or row.target is None:
        return Standing(None, 0, 0)
    return Standing(row.pace.pace, row.days.gone, row.days.own)


def given_in(site_id: int, period: str) -> Mapping[tuple[int, str], Given]:
    """Return the warnings of a period that were not waived, by person and level."""
    rows = Given.objects.filter(site_id=site_id, period=period).exclude(state=State.WAIVED)
    return {(row.staff_id, row.level): row for row in rows}


def verbal_before(board: targets.Board, person: people.Staff, at: datetime) -> Before:
    """Return the verbal warning of the period, as a written one looks at it."""
    row = given_in(board.site.pk, str(board.period)).get((person.pk, Level.VERBAL))
    if row is None:
        return Before(is_there=False)
    since = 0
    if row.delivered_at is not None:
        told = day_of(row.delivered_at)
        since = sum(
            day > told and leave.hours_of(board.site, day)[1] <= at
            and (person.post != Post.SALESPERSON or board.attendance.is_expected(person.pk, day))
            for day in board.attendance.working
        )  # fmt: skip
    return Before(
        is_there=True,
        is_received=row.delivered_at is not None,
        is_appealed=row.state == State.APPEALED,
        days_since=since,
    )
