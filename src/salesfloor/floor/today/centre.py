"""The home page of a card centre: the day's figures and the period so far, instead of receptions.

A salesperson sees the own figures (4.2.2.1, 4.5.3), a lead each member of the team, a manager each team
(4.1.3, 4.2.1) and what was missed today, counted by duty.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.china_time import day_of, start_of
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.trades import trade_of
from salesfloor.floor.closing import api as closing
from salesfloor.floor.pace import api as pace
from salesfloor.floor.pulse import api as pulse
from salesfloor.floor.results import api as results
from salesfloor.kernel.duties import api as duties
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from salesfloor.base.commands import StaffActor
    from salesfloor.web.requests import StaffRequest


_FIGURES: Final = {
    "complete": phrase("Complete"),
    "incomplete": phrase("Unfinished cases"),
    "tomorrow": phrase("Tomorrow"),
}


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a team on this day: what was said, whether the day is closed, the period so far."""

    code: str
    name: str
    is_expected: bool
    said: pulse.Said | None
    is_closed: bool
    row: pace.ProgressRow | None

    @property
    def figures(self) -> list[tuple[Phrase, int | None]]:
        """Return the three figures of the day; None for what was not said."""
        return [(words, getattr(self.said, name, None)) for name, words in _FIGURES.items()]


@dataclass(frozen=True, slots=True)
class TeamDay:
    """A team on this day: how many have answered of those expected or heard, the sums, the period so far."""

    name: str
    asked: int
    answered: int
    sums: dict[str, int]
    is_confirmed: bool
    row: pace.ProgressOfTeam | None

    @property
    def figures(self) -> list[tuple[Phrase, int]]:
        """Return the three sums of the day."""
        return [(words, self.sums[name]) for name, words in _FIGURES.items()]


def of_centre(request: StaffRequest) -> dict[str, Any]:
    """Return the day of a card centre as far as the person answers for it."""
    actor, at = results.staff_actor(request.actor), request.at
    site = people.Site.objects.get(pk=actor.site_id)
    evening = pulse.Evening(site, day_of(at), at)
    shown = pace.progress(actor=actor, at=at)
    facts: dict[str, Any] = {
        "figures": list(_FIGURES.values()),
        "period": shown.period,
        "measure": shown.measure.label,
        "evening": evening,
        "window": evening.window("team"),
    }
    expected = {one.pk for one in evening.attendance.expected_at(at)}
    if actor.post in MANAGERS:
        facts["teams"] = _teams(evening, shown, expected)
        return facts | {"missed": _missed(actor, request)}
    members = _members(actor, evening, shown, expected)
    if actor.post is Post.SALESPERSON:
        return facts | {"own": members[0] if members else None}
    return facts | {"members": members}


def _members(
    actor: StaffActor, evening: pulse.Evening, shown: pace.Progress, expected: AbstractSet[int]
) -> list[Member]:
    """Return the person alone, or for a lead the salespeople of the team."""
    sight = results.sight_of(actor, evening.at)
    closes = closing.latest_closes(evening.site.pk, evening.day, evening.at)
    rows = {row.who: row for row in shown.rows}
    return [
        Member(
            one.code,
            one.name,
            one.pk in expected,
            evening.said.get(one.pk),
            one.pk in closes,
            rows.get(one.code),
        )
        for team in evening.teams
        for one in evening.members[team.pk]
        if one.post == Post.SALESPERSON and sight.sees(one.pk)
    ]


def _teams(
    evening: pulse.Evening, shown: pace.Progress, expected: AbstractSet[int]
) -> list[TeamDay]:
    rows = {row.team: row for row in shown.teams}
    found = []
    for team in evening.teams:
        sellers = [one.pk for one in evening.members[team.pk] if one.post == Post.SALESPERSON]
        said = [one for one in sellers if one in evening.said]
        asked = {one for one in sellers if one in expected} | set(said)
        found.append(
            TeamDay(
                team.name,
                len(asked),
                len(said),
                evening.sums(team.pk),
                team.pk in evening.confirmed,
                rows.get(team.name),
            )
        )
    return found


def _missed(actor: StaffActor, request: StaffRequest) -> list[tuple[Phrase, int]]:
    """Return how often each duty was missed today, the most often first."""
    rows = duties.misses_seen_by(actor).filter(due_at__gte=start_of(day_of(request.at)))
    counts = Counter(rows.values_list("duty", flat=True))
    trade = trade_of(actor.site_id)
    named = ((duties.duty_named(code, trade), code, count) for code, count in counts.most_common())
    return [(one.words if one else Phrase(code), count) for one, code, count in named]
