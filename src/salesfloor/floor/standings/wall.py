"""What a television shows of standings: teams, slogans, rates; the first three only where all agree (4.1.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from salesfloor.base.shares import answered
from salesfloor.floor.pace import api as pace
from salesfloor.floor.results import api as results
from salesfloor.floor.standings.models import OnTheWall, Slogan
from salesfloor.floor.standings.ranking import Standings
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.directory import names_by_id

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.periods import Period

_FIRST: Final = 3


@dataclass(frozen=True, slots=True)
class TeamOnWall:
    """A team with its slogan and rates; no place: nobody is last on a wall."""

    name: str
    slogan: str
    result: int | float | str
    per_head: float | None
    completion: float | None


@dataclass(frozen=True, slots=True)
class OnWall:
    """What is shown: the teams, and the first people who agreed, without their figures."""

    site_name: str
    period: Period
    teams: list[TeamOnWall]
    first: list[tuple[int, str]]


def on_wall(site_id: int, at: datetime) -> OnWall:
    """Return what the wall shows: teams by name, and the first three who agreed, if the house wants it."""
    site = people.Site.objects.get(pk=site_id)
    policies = rulebook.policies(site_id, at)
    measure = results.Measure(policies["target.measure"])
    period = pace.period_at(site_id, at)
    found = Standings(site, period, measure, at)
    slogans = dict(
        Slogan.objects.filter(site_id=site_id).order_by("at").values_list("team_id", "words")
    )
    is_money = measure is results.Measure.AMOUNT
    teams = [
        TeamOnWall(
            name=one.name,
            slogan=slogans.get(one.id, ""),
            result=results.as_answer(one.result, measure),
            per_head=answered(one.per_head / 100 if is_money and one.per_head else one.per_head, 2),
            completion=answered(one.completion, 4),
        )
        for one in sorted(found.teams(), key=lambda one: one.name)
    ]
    first = _first(found) if policies["wall.persons"] else []
    return OnWall(site.name, period, teams, first)


def _first(found: Standings) -> list[tuple[int, str]]:
    """Return rank and name of those of the first three ranks who agreed and have a result."""
    places = [
        one
        for one in found.persons()
        if one.rank is not None and one.rank <= _FIRST and one.result > 0
    ]
    agreed = set(
        OnTheWall.objects.filter(staff_id__in=[one.id for one in places]).values_list(
            "staff_id", flat=True
        )
    )
    names = names_by_id(agreed)
    return [(one.rank or 0, names[one.id]) for one in places if one.id in agreed]
