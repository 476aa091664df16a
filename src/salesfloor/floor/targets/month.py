"""How far a site has come in a period, working day by working day, and where it will end (4.5.3)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest
from typing import TYPE_CHECKING

from salesfloor.base.china_time import day_of
from salesfloor.floor.targets.models import Target
from salesfloor.floor.targets.pacing import Board
from salesfloor.floor.targets.rules import pace_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from salesfloor.base.periods import Period
    from salesfloor.floor.results.api import Measure
    from salesfloor.kernel.people import api as people


@dataclass(frozen=True, slots=True)
class SoFar:
    """A site's working days of a period, what was reached by each, what was expected, and the forecast."""

    days: tuple[date, ...]
    reached: tuple[Fraction | None, ...]
    """The result up to each day that has begun; None for those to come."""
    expected: tuple[Fraction, ...]
    """The target spread evenly over the days; empty without a target."""
    asked: int | None
    """What is asked of everybody, before targets shrink with leave."""
    target: int | None
    forecast: Fraction | None
    is_provisional: bool


def so_far(site: people.Site, period: Period, measure: Measure, at: datetime) -> SoFar:
    """Return how far a site has come: its own basic target, else the sum of its people's.

    What was done on a day off stands with the working day before it, or with the first of the period.
    """
    board = Board(site, period, measure, at)
    days = tuple(board.attendance.working)
    today = day_of(at)
    reached = [
        _until(board, after) if day <= today else None
        for day, after in zip_longest(days, days[1:])
        if day is not None
    ]
    asked, target = _targets(board)
    gone = sum((part.value for part in board.tally.parts if board.is_over(part.day)), Fraction())
    found = pace_of(target, board.tally.total(), gone, board.site_days)
    return SoFar(
        days=days,
        reached=tuple(reached),
        expected=tuple(Fraction(target * (one + 1), len(days)) for one in range(len(days)))
        if target
        else (),
        asked=asked,
        target=target,
        forecast=found.forecast,
        is_provisional=bool(board.tally.provisional()),
    )


def _until(board: Board, after: date | None) -> Fraction:
    """Return the result of the days before a working day, or of all."""
    parts = board.tally.parts
    return sum((one.value for one in parts if after is None or one.day < after), Fraction())


def _targets(board: Board) -> tuple[int | None, int | None]:
    """Return what is asked of the site and what of it counts: its own target does not shrink."""
    rows = Target.objects.filter(
        site_id=board.site.pk,
        period=str(board.period),
        measure=board.measure,
        replaced_at=None,
        team_id=None,
        staff_id=None,
    )
    own = rows.values_list("value", flat=True).first()
    if own:
        return own, own
    people_of_site = [board.row(one) for one in board.sellers]
    asked = sum(row.asked or 0 for row in people_of_site)
    return asked or None, sum(row.target or 0 for row in people_of_site) or None
