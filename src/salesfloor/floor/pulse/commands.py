"""Answering the evening round: a member's three figures, a team's five (4.2.2)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.fields import TeamHere
from salesfloor.base.figures import Figure, OptionalFigure
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.base.texts import Code
from salesfloor.floor.pulse import asking, rules
from salesfloor.floor.pulse.evening import Evening, codes
from salesfloor.floor.pulse.models import TeamAnswer
from salesfloor.floor.results import api as results
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from salesfloor.base.refusals import Refused

Complete = Annotated[Figure, Label("Complete", is_count=True)]
Incomplete = Annotated[Figure, Label("Unfinished cases", is_count=True)]
ForWhom = Annotated[Code, Label("In whose place"), Reference("seller")]


class Timing(Answer):
    """How long after the question an answer came; without a round that day nothing of it."""

    minutes: int | None
    late: bool
    early: bool


_NO_ROUND: Final = Timing(minutes=None, late=False, early=False)


class PulseAnswered(Timing):
    """Day, team and total of the answer; how long after the question it came."""

    on: date
    team: str | None
    total: int
    corrected: bool


@command(
    "answer_pulse",
    may=results.MEMBERS,
    word=phrase("Answer the evening round"),
    clauses=("4.2.1.3", "4.2.2.1"),
    trades=results.FLOORS,
    writes=RegisterLine(
        "performance",
        phrase("{for_whom} on {on}: {complete} complete, {incomplete} incomplete, {tomorrow} tomorrow."),
        facts={"for_whom": str},
    ),
    done=phrase("Thank you, that is in."),
)  # fmt: skip
def answer_pulse(
    *,
    actor: StaffActor,
    at: datetime,
    complete: Complete,
    incomplete: Incomplete,
    tomorrow: Annotated[Figure, Label("To be handed in tomorrow", is_count=True)],
    who: ForWhom | None = None,
) -> PulseAnswered:
    """Say how many were complete and incomplete today, and how many come tomorrow.

    :raises Refused: `access` for somebody else's answer unless one leads them; 4.2.2.1 unless all three are
        whole numbers.
    """
    site = people.Site.objects.get(pk=actor.site_id)
    evening = Evening(site, day_of(at), at)
    person, team_id = _answering(evening, actor, who)
    rules.are_figures(complete, incomplete, tomorrow).enforce()
    results.one_at_a_time(person.pk, evening.day)
    is_correction = results.Answered.objects.filter(
        staff_id=person.pk, on=evening.day, at__lte=at
    ).exists()
    results.say(
        site.pk,
        person.pk,
        evening.day,
        at,
        actor.code,
        results.Source.ROUND,
        complete=complete,
        incomplete=incomplete,
        tomorrow=tomorrow,
    )
    body = {
        "for_whom": person.code,
        "on": evening.day.isoformat(),
        "complete": complete,
        "incomplete": incomplete,
        "tomorrow": tomorrow,
    }
    registers.record(actor=actor, at=at, body=body)
    asking.note_answer(site, person, evening.day, at)
    asking.tell_if_outdated(Evening(site, evening.day, at), team_id, at)
    _done(person)
    return PulseAnswered(
        on=evening.day,
        team=_name_of(evening, team_id),
        total=complete + incomplete,
        corrected=is_correction,
        **dict(_timing(evening, "team")),
    )


def _answering(evening: Evening, actor: StaffActor, who: str | None) -> tuple[people.Staff, int]:
    """Return for whom the answer is, and the team they work in.

    :raises Refused: `access` where it is neither the own nor that of somebody one leads.
    """
    if who is None and actor.post in MANAGERS:
        raise bad_input(phrase("Say for whom you answer."))
    code = who or actor.code
    person = people.person_here(code, actor.site_id, evening.at)
    team_id = people.team_at(person, evening.at) if person.post in results.SELLERS else None
    if team_id is None:
        if person.pk == actor.staff_id or not _leads(actor, None, evening):
            raise _not_yours()
        raise bad_input(phrase("{who} is in no team.", who=code))
    if person.pk != actor.staff_id and not _leads(actor, team_id, evening):
        raise _not_yours()
    return person, team_id


def _leads(actor: StaffActor, team_id: int | None, evening: Evening) -> bool:
    if actor.post in MANAGERS:
        return True
    led = results.team_led_by(actor, evening.at)
    return led is not None and led == team_id


def _not_yours() -> Refused:
    return no_access(phrase("This is for the person, for who leads the team, and for the manager."))


class TeamPulseAnswered(Timing):
    """The team's sums and forecast, who has not answered, how long after the question it came."""

    team: str
    total: int
    complete: int
    incomplete: int
    tomorrow: int
    checks_tomorrow: int
    complete_tomorrow: int
    missing: list[str]


@command(
    "answer_team_pulse",
    may=results.MEMBERS,
    word=phrase("Confirm the team's round"),
    clauses=("4.2.1.1", "4.2.2.2"),
    trades=results.FLOORS,
    writes=RegisterLine(
        "performance",
        phrase(
            "{team}: {complete} complete, {incomplete} incomplete; tomorrow {checks_tomorrow} checks, "
            "{complete_tomorrow} complete."
        ),
    ),
    done=phrase("Confirmed."),
)
def answer_team_pulse(
    *,
    actor: StaffActor,
    at: datetime,
    checks_tomorrow: Annotated[Figure, Label("Identity checks tomorrow", is_count=True)],
    team: TeamHere | None = None,
    total: Annotated[OptionalFigure, Label("Total")] = None,
    complete: Annotated[OptionalFigure, Label("Complete", is_count=True)] = None,
    incomplete: Annotated[OptionalFigure, Label("Unfinished cases", is_count=True)] = None,
    complete_tomorrow: Annotated[OptionalFigure, Label("Complete tomorrow", is_count=True)] = None,
) -> TeamPulseAnswered:
    """Confirm a team's sums and say what comes tomorrow.

    :raises Refused: `access` for a team one does not lead; 4.2.2.2 for what is no whole number, or is not
        the members' sum.
    """
    site = people.Site.objects.get(pk=actor.site_id)
    evening = Evening(site, day_of(at), at)
    own = _team_answering(evening, actor, team)
    sums = evening.sums(own.pk)
    given = {"total": total, "complete": complete, "incomplete": incomplete}
    figures = [checks_tomorrow, complete_tomorrow, *given.values()]
    rules.are_teams_figures([one for one in figures if one is not None]).enforce()
    missing = codes(one for one in evening.expected_of(own.pk) if one.pk not in evening.said)
    rules.equals_the_sum(given, sums, missing).enforce()
    expected = sums["tomorrow"] if complete_tomorrow is None else complete_tomorrow
    said = {name: sums[name] for name in ("complete", "incomplete", "tomorrow")}
    TeamAnswer.objects.create(
        site_id=site.pk,
        team_id=own.pk,
        on=evening.day,
        at=at,
        by=actor.code,
        checks_tomorrow=checks_tomorrow,
        complete_tomorrow=expected,
        **said,
    )
    answer = TeamPulseAnswered(
        team=own.name,
        total=sums["total"],
        checks_tomorrow=checks_tomorrow,
        complete_tomorrow=expected,
        missing=missing,
        complete=sums["complete"],
        incomplete=sums["incomplete"],
        tomorrow=sums["tomorrow"],
        **dict(_timing(evening, "centre")),
    )
    facts = ("team", "complete", "incomplete", "tomorrow", "checks_tomorrow", "complete_tomorrow")
    registers.record(actor=actor, at=at, body={name: getattr(answer, name) for name in facts})
    asking.note_team_answer(site, own, evening.day, at)
    cite("4.2.2.2")
    board_changed()
    return answer


def _team_answering(evening: Evening, actor: StaffActor, name: str | None) -> people.Team:
    if name is not None:
        found = results.team_here(actor.site_id, name)
        if not _leads(actor, found.pk, evening):
            raise _not_yours()
        return found
    if actor.post in MANAGERS:
        raise bad_input(phrase("Say for which team you answer."))
    led = results.team_led_by(actor, evening.at)
    if led is None:
        raise _not_yours()
    return people.Team.objects.get(pk=led)


def _timing(evening: Evening, level: str) -> Timing:
    if not evening.has_round or level in evening.skipped:
        return _NO_ROUND
    window, at = evening.window(level), evening.at
    return Timing(minutes=window.minutes(at), late=window.is_late(at), early=window.is_early(at))


def _name_of(evening: Evening, team_id: int) -> str | None:
    return next((team.name for team in evening.teams if team.pk == team_id), None)


def _done(person: people.Staff) -> None:
    cite("4.2.2.1")
    about(f"staff:{person.code}")
    board_changed()
