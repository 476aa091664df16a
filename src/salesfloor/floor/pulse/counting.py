"""How many of those asked in the evening answered in time, by team and week (4.2.1)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from salesfloor.base.shares import ratio
from salesfloor.floor.pulse.models import Level, Round
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from datetime import date

WEEKS: Final = 8


@dataclass(frozen=True, slots=True)
class InTime:
    """A team's share of answers in time, week by week; None in a week without a round."""

    team: str
    shares: tuple[Fraction | None, ...]


def mondays(today: date) -> list[date]:
    """Return the Mondays of the last eight weeks, this week's last."""
    monday = today - timedelta(days=today.weekday())
    return [monday - timedelta(days=7 * back) for back in reversed(range(WEEKS))]


def answers_in_time(site_id: int, today: date) -> list[InTime]:
    """Return the teams that had rounds, by name: of everybody expected, who was not missing at the closing."""
    begins = mondays(today)
    expected: dict[tuple[int, date], int] = defaultdict(int)
    missing: dict[tuple[int, date], int] = defaultdict(int)
    rows = Round.objects.filter(
        site_id=site_id,
        level=Level.TEAM,
        on__gte=begins[0],
        on__lte=today,
        is_skipped=False,
    ).exclude(closed_at=None)
    for one in rows:
        week = one.on - timedelta(days=one.on.weekday())
        expected[one.team_id, week] += len(one.expected)
        missing[one.team_id, week] += len(one.missing)
    names = people.team_names_of(site_id)
    found = [
        InTime(
            name,
            tuple(
                ratio(expected[pk, week] - missing[pk, week], expected[pk, week]) for week in begins
            ),
        )
        for pk, name in sorted(names.items(), key=lambda one: one[1])
    ]
    return [one for one in found if any(share is not None for share in one.shares)]
