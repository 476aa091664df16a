"""Closing one's day, and the team's (4.1.3)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.fields import TeamHere
from salesfloor.base.figures import NO_FIGURE, Figure, OptionalFigure
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, SALESPEOPLE
from salesfloor.base.refusals import Refused, bad_input, no_access
from salesfloor.base.texts import Note
from salesfloor.floor.closing import rules
from salesfloor.floor.closing.models import Close, TeamClose
from salesfloor.floor.closing.standing import own_day, team_day
from salesfloor.floor.results import api as results
from salesfloor.kernel.duties import api as duties
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work

KIND = "daily_close"
CLAUSE = "4.1.3"


class DayClosed(Answer):
    """What today brought, against what had been forecast."""

    on: date
    result: int | float | str
    forecast_before: int | None
    error: int | float | None
    late: bool


@command(
    "close_day",
    may=SALESPEOPLE,
    word=phrase("Close the day"),
    clauses=(CLAUSE,),
    trades=results.FLOORS,
    writes=RegisterLine("performance", phrase("{by} closes {on}: {forecast} expected next.")),
    done=phrase("The day is closed."),
)
def close_day(
    *,
    actor: StaffActor,
    at: datetime,
    forecast: Annotated[Figure, Label("Forecast for the next day at work", is_count=True)],
    complete: Annotated[OptionalFigure, Label("Complete", is_count=True)] = None,
    incomplete: Annotated[OptionalFigure, Label("Unfinished cases", is_count=True)] = None,
    checks: Annotated[OptionalFigure, Label("Identity checks", is_count=True)] = None,
    reason: Annotated[Note, Label("Why it fell short")] = "",
) -> DayClosed:
    """Close the day: what comes next, and why today fell short where it did.

    :raises Refused: `input` for a forecast that is no whole number; 4.2.2.1 for such figures; 4.1.3 where
        nothing tells today's figures, or without a reason on a day below its forecast.
    """
    if forecast == NO_FIGURE:
        raise bad_input(phrase("Give the forecast as a whole number from 0 to 99,999."))
    site, day = people.Site.objects.get(pk=actor.site_id), day_of(at)
    given = {"complete": complete, "incomplete": incomplete, "checks": checks}
    figures = {name: one for name, one in given.items() if one is not None}
    if NO_FIGURE in figures.values():
        raise Refused("4.2.2.1", phrase("Give whole numbers from 0 to 99,999."))
    results.one_at_a_time(actor.staff_id, day)
    before = own_day(site, actor.staff_id, at)
    measure = before.measure
    rules.knows_the_day(is_told=not before.needs_word or bool(figures)).enforce()
    if figures:
        results.say(site.pk, actor.staff_id, day, at, actor.code, results.Source.CLOSE, **figures)
    now = own_day(site, actor.staff_id, at) if figures else before
    result, error = now.result, now.error
    rules.says_why(error, reason=bool(reason)).enforce()
    Close.objects.create(
        site_id=site.pk,
        staff_id=actor.staff_id,
        on=day,
        at=at,
        measure=measure,
        forecast=forecast,
        reason=reason,
    )
    body = {"on": day.isoformat(), "forecast": forecast, **figures}
    registers.record(actor=actor, at=at, body=body, personal={"reason": reason} if reason else {})
    work.settle(kind=KIND, subject=subject_of(actor.code, day), site_id=site.pk, at=at)
    cite(CLAUSE)
    about(f"staff:{actor.code}")
    board_changed()
    shown = None if error is None else results.as_answer(error, results.Measure.DEALS)
    return DayClosed(
        on=day,
        result=results.as_answer(result, measure),
        forecast_before=now.forecast_before,
        error=shown if not isinstance(shown, str) else None,
        late=at >= duties.SiteDay(site, day, at).clock("daily_close.due"),
    )


def subject_of(code: str, day: date) -> str:
    """Return how lists name a person's close of a day."""
    return f"duty:daily_close:{code}:{day.isoformat()}"


class TeamClosed(Answer):
    """The team's result and forecast, and who has not closed."""

    team: str
    result: int | float | str
    forecast: int
    missing: list[str]
    late: bool


@command(
    "close_team",
    may=results.MEMBERS,
    word=phrase("Close the team's day"),
    clauses=(CLAUSE,),
    trades=results.FLOORS,
    writes=RegisterLine("performance", phrase("{team} closes {on}."), facts={"on": date}),
    done=phrase("The team's day is closed."),
)
def close_team(
    *,
    actor: StaffActor,
    at: datetime,
    team: TeamHere | None = None,
    words: Annotated[Note, Label("Words")] = "",
) -> TeamClosed:
    """Close a team's day: the sums over its people; it may be closed with people missing.

    :raises Refused: `access` for a team one does not lead; `input` for none.
    """
    site, day = people.Site.objects.get(pk=actor.site_id), day_of(at)
    own = _team(actor, team, at)
    stands = team_day(site, own.pk, at)
    TeamClose.objects.create(
        site_id=site.pk, team_id=own.pk, on=day, at=at, by=actor.code, words=words
    )
    body = {"team": own.name, "on": day.isoformat()}
    registers.record(actor=actor, at=at, body=body, personal={"words": words} if words else {})
    cite(CLAUSE)
    board_changed()
    return TeamClosed(
        team=own.name,
        result=results.as_answer(stands.result, stands.measure),
        forecast=stands.forecast,
        missing=stands.missing,
        late=at >= duties.SiteDay(site, day, at).clock("daily_close.team_due"),
    )


def _team(actor: StaffActor, name: str | None, at: datetime) -> people.Team:
    led = results.team_led_by(actor, at)
    if name is not None:
        found = results.team_here(actor.site_id, name)
        if actor.post not in MANAGERS and led != found.pk:
            raise _not_yours()
        return found
    if led is not None:
        return people.Team.objects.get(pk=led)
    if actor.post in MANAGERS:
        raise bad_input(phrase("Say which team."))
    raise _not_yours()


def _not_yours() -> Refused:
    return no_access(phrase("This is for who leads the team, and for the manager."))
