"""How the round of an evening stands: who was asked, who has answered, the sums (4.2.1)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.dates import Day
from salesfloor.base.fields import TeamHere
from salesfloor.base.labels import Label
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.floor.pulse.asking import still_missing
from salesfloor.floor.pulse.evening import Evening
from salesfloor.floor.pulse.models import Level, Round
from salesfloor.floor.results import api as results
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people


class TeamStatus(Answer):
    """A team in the round: who was asked, who has answered, the sums, whether they are confirmed."""

    team: str
    lead: str | None
    asked: list[str]
    answered: list[str]
    missing: list[str]
    late: list[str]
    total: int
    complete: int
    incomplete: int
    tomorrow: int
    confirmed: bool
    outdated: bool
    checks_tomorrow: int | None
    complete_tomorrow: int | None


class Difference(Answer):
    """A figure that the house counted otherwise than the person said."""

    who: str
    figure: str
    answered: int
    counted: int


class PulseStatus(Answer):
    """The round of a day, team by team."""

    on: date
    teams: list[TeamStatus]
    missing_teams: list[str]
    differences: list[Difference]
    skipped: list[Level] | None = None
    """Whose question could not leave in time and was not asked; left out where all were."""


@question(
    "pulse_status",
    may=results.MEMBERS,
    word=phrase("The evening round"),
    clauses=("4.2.1.1", "4.2.1.2", "4.2.1.3"),
    trades=results.FLOORS,
)
def pulse_status(
    *,
    actor: StaffActor,
    at: datetime,
    on: Annotated[Day, Label("Day")] | None = None,
    team: TeamHere | None = None,
) -> PulseStatus:
    """Return how the round of a day stands, as far as the asker sees it.

    :raises Refused: `input` for no team; `access` for another team's where one is in a team.
    """
    site = people.Site.objects.get(pk=actor.site_id)
    evening = Evening(site, on or day_of(at), at)
    sight = results.sight_of(actor, at)
    named = results.team_here(site.pk, team) if team else None
    is_limited = not sight.everybody and actor.post is Post.SALESPERSON and not sight.leads
    if is_limited and named is not None and named.pk != sight.team_id:
        raise results.not_yours()
    shown = [
        one
        for one in evening.teams
        if (named is None or one.pk == named.pk) and (not is_limited or one.pk == sight.team_id)
    ]
    rounds = {
        row.team_id: row
        for row in Round.objects.filter(site_id=site.pk, on=evening.day, level=Level.TEAM)
    }
    is_centre_asked = (
        evening.has_round
        and at >= evening.window("centre").asks
        and Level.CENTRE not in evening.skipped
    )
    unconfirmed = [
        one.name
        for one in shown
        if is_centre_asked
        and one.pk in rounds
        and not rounds[one.pk].is_skipped
        and one.pk not in evening.confirmed
    ]
    return PulseStatus(
        on=evening.day,
        teams=[_status(evening, one, rounds.get(one.pk), sight) for one in shown],
        missing_teams=unconfirmed,
        differences=_differences(evening, sight),
        **({"skipped": sorted(map(Level, evening.skipped))} if evening.skipped else {}),
    )


def _status(
    evening: Evening, team: people.Team, one: Round | None, sight: results.Sight
) -> TeamStatus:
    known = {person.pk: person.code for person in evening.members[team.pk]}
    lead = leave.acting_lead(team.pk, evening.at)
    sums = evening.sums(team.pk)
    row = evening.confirmed.get(team.pk)
    said = [staff_id for staff_id in known if staff_id in evening.said]
    closes = evening.window("team").closes
    late = [
        staff_id
        for staff_id in said
        if evening.has_round
        and Level.TEAM not in evening.skipped
        and evening.said[staff_id].first_at >= closes
    ]
    missing = [person.pk for person in still_missing_on(evening, one)]
    everybody = {**known, **people.codes_of([*(one.asked if one else []), *missing])}

    def cut(staff_ids: list[int]) -> list[str]:
        return sorted(everybody[each] for each in staff_ids if sight.sees(each))

    return TeamStatus(
        team=team.name,
        lead=lead.code if lead else None,
        asked=cut(one.asked if one else []),
        answered=cut(said),
        missing=cut(missing),
        late=cut(late),
        **sums,
        confirmed=row is not None,
        outdated=evening.is_outdated(team.pk),
        checks_tomorrow=row.checks_tomorrow if row else None,
        complete_tomorrow=row.complete_tomorrow if row else None,
    )


def still_missing_on(evening: Evening, one: Round | None) -> list[people.Staff]:
    """Return who is missing of a round: those expected still, or of a day gone by those at its closing."""
    if one is None:
        return []
    if evening.day == day_of(evening.at):
        return still_missing(evening, one)
    waiting = [staff_id for staff_id in one.missing if staff_id not in evening.said]
    return list(people.Staff.objects.filter(pk__in=waiting))


def _differences(evening: Evening, sight: results.Sight) -> list[Difference]:
    found = []
    counts = results.Counted.objects.filter(
        site_id=evening.site.pk, on=evening.day, at__lte=evening.at
    )
    staff_ids = sorted(set(counts.values_list("staff_id", flat=True)))
    known = people.codes_of(staff_ids)
    for staff_id in sorted(staff_ids, key=lambda one: known[one]):
        if not sight.sees(staff_id):
            continue
        said = results.said_last(staff_id, evening.day, evening.at)
        counted = results.counted(staff_id, evening.day, evening.at)
        for name in results.FIGURES:
            word, count = said[name], counted[name]
            if word is not None and count is not None and word != count:
                found.append(
                    Difference(who=known[staff_id], figure=name, answered=word, counted=count)
                )
    return found
