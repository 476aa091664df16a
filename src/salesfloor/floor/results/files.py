"""Where the files are: complete, open by how long, withdrawn, by team (4.2.2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from salesfloor.base.china_time import day_of, start_of
from salesfloor.floor.results.models import Application
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from datetime import date, datetime

AGES: Final = (2, 7, 14)
"""The last day of each age of an open file; what is older is of the last age."""


@dataclass(slots=True)
class FilesOfTeam:
    """A team's files: entered, completed and withdrawn since a day, and all that are open by their age."""

    team_id: int
    entered: int = 0
    complete: int = 0
    withdrawn: int = 0
    open: list[int] = field(default_factory=lambda: [0] * (len(AGES) + 1))
    oldest: int | None = None
    """For how many days the oldest open file has been waiting."""


def age_of(days: int) -> int:
    """Return of which age an open file is after so many days."""
    return sum(days > last for last in AGES)


def files_of_teams(site_id: int, since: date, at: datetime) -> list[FilesOfTeam]:
    """Return the files of each team by the team's name: a file is of the team in which its person worked then."""
    begins, today = start_of(since), day_of(at)
    rows = Application.objects.filter(site_id=site_id, entered_at__lte=at)
    rows = rows.filter(
        Q(entered_at__gte=begins)
        | Q(complete_at__gte=begins)
        | Q(withdrawn_at__gte=begins)
        | Q(complete_at=None, withdrawn_at=None)
    )
    history = people.TeamHistory(rows.values_list("staff_id", flat=True))
    names = people.team_names_of(site_id)
    found = {team_id: FilesOfTeam(team_id) for team_id in sorted(names, key=names.__getitem__)}

    def of(row: Application, moment: datetime) -> FilesOfTeam:
        team_id = history.at(row.staff_id, moment) or 0
        return found.setdefault(team_id, FilesOfTeam(team_id))

    for row in rows:
        complete = row.complete_at if row.complete_at and row.complete_at <= at else None
        withdrawn = row.withdrawn_at if row.withdrawn_at and row.withdrawn_at <= at else None
        if row.entered_at >= begins:
            of(row, row.entered_at).entered += 1
        if withdrawn is not None:
            of(row, withdrawn).withdrawn += withdrawn >= begins
        elif complete is not None:
            of(row, complete).complete += complete >= begins
        else:
            days = (today - day_of(row.entered_at)).days
            team = of(row, at)
            team.open[age_of(days)] += 1
            team.oldest = max(days, team.oldest or 0)
    return [one for one in found.values() if one.team_id in names]
