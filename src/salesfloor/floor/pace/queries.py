"""Progress of everybody (4.5.3), and warnings with what they rest on (4.5.1, 4.5.2)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.fields import TeamHere
from salesfloor.base.labels import Label, Reference
from salesfloor.base.periods import PeriodField
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.base.shares import answered
from salesfloor.base.texts import Code
from salesfloor.floor.pace.models import Given, Plan, State
from salesfloor.floor.pace.sentences import because
from salesfloor.floor.pace.standing import board_at, given_in
from salesfloor.floor.results import api as results
from salesfloor.floor.targets import api as targets
from salesfloor.kernel.people import api as people
from salesfloor.web.language import said

PeriodOf = Annotated[PeriodField, Label("Period")]
PersonOf = Annotated[Code, Label("Who"), Reference("person")]
Amount = int | float | str


class ProgressRow(Answer):
    """A person's target, result, days and pace."""

    who: str
    kind: str | None
    target: int | str | None
    claimed: int | str | None
    result: Amount
    completion: float | None
    days_gone: int
    days_total: int
    expected: float | str | None
    pace: float | None
    forecast: int | str | None
    provisional: bool
    warning: str | None


class ProgressOfTeam(Answer):
    """A team's target and result."""

    team: str
    lead: str | None
    target: int | str | None
    result: Amount
    completion: float | None


class Progress(Answer):
    """Everybody's progress in a period, as far as the asker sees it."""

    period: str
    measure: results.Measure
    rows: list[ProgressRow]
    teams: list[ProgressOfTeam]
    cut: bool


@question(
    "progress",
    may=results.MEMBERS,
    word=phrase("Targets and progress"),
    clauses=("4.5.3", "7.1.3"),
    trades=results.FLOORS,
)
def progress(
    *,
    actor: StaffActor,
    at: datetime,
    period: PeriodOf | None = None,
    measure: Annotated[results.Measure, Label("What is counted")] | None = None,
    who: PersonOf | None = None,
    team: TeamHere | None = None,
) -> Progress:
    """Return targets, results, pace and forecast of the people that the asker sees.

    :raises Refused: `input` for nobody or no team; `access` for somebody else's.
    """
    site = people.Site.objects.get(pk=actor.site_id)
    board = board_at(site, at, period=period, measure=measure)
    sight = results.sight_of(actor, at)
    named = people.person_here(who, site.pk, at) if who else None
    if named is not None and not sight.sees(named.pk):
        raise results.not_yours()
    own_team = results.team_here(site.pk, team) if team else None
    teams = [row for row in board.teams if own_team is None or row.team.pk == own_team.pk]
    wanted = board.sellers
    if own_team is not None:
        wanted = [one for row in teams for one in row.members]
    if named is not None:
        wanted = [one for one in wanted if one.pk == named.pk]
    seen = [one for one in wanted if sight.sees(one.pk)]
    given = given_in(site.pk, str(board.period))
    return Progress(
        period=str(board.period),
        measure=board.measure,
        rows=[progress_row(board, board.row(one), given) for one in seen],
        teams=[_team_row(board, row) for row in teams],
        cut=len(seen) < len(wanted),
    )


def progress_row(
    board: targets.Board,
    row: targets.Row,
    given: Any,  # noqa: ANN401 - by person and level
) -> ProgressRow:
    """Return a row as it is answered."""
    levels = [level for level in ("written", "verbal") if (row.person.pk, level) in given]
    money = board.measure is results.Measure.AMOUNT
    expected = row.pace.expected
    return ProgressRow(
        who=row.person.code,
        kind=row.kind,
        target=targets.shown(row.target, board.measure),
        claimed=targets.shown(row.claimed, board.measure),
        result=results.as_answer(row.result, board.measure),
        completion=answered(row.pace.completion, 4),
        days_gone=row.days.gone,
        days_total=row.days.own,
        expected=_money(expected) if money else answered(expected, 2),
        pace=answered(row.pace.pace, 4),
        forecast=targets.shown(row.pace.forecast, board.measure),
        provisional=row.is_provisional,
        warning=levels[0] if levels else None,
    )


def _money(expected: Any) -> str | None:  # noqa: ANN401 - a fraction or None
    found = targets.shown(expected, results.Measure.AMOUNT)
    return None if found is None else str(found)


def _team_row(board: targets.Board, row: targets.TeamRow) -> ProgressOfTeam:
    completion = row.result / row.target if row.target else None
    return ProgressOfTeam(
        team=row.team.name,
        lead=row.lead.code if row.lead else None,
        target=targets.shown(row.target, board.measure),
        result=results.as_answer(row.result, board.measure),
        completion=answered(completion, 4),
    )


class WarningRow(Answer):
    """A warning with what it rests on, or why none is due."""

    warning: int | None
    who: str
    level: str | None
    period: str
    given_at: Instant | None
    by: str | None
    state: State | None
    facts: dict[str, Any]
    policy: dict[str, Any]
    because: list[str]
    plan: dict[str, Any] | None


class Warnings(Answer):
    """The warnings of a period, as far as the asker sees them."""

    rows: list[WarningRow]


@question(
    "warnings",
    may=results.MEMBERS,
    word=phrase("Warnings"),
    clauses=("4.5.1", "4.5.2"),
    trades=results.FLOORS,
)
def warnings(
    *,
    actor: StaffActor,
    at: datetime,
    who: PersonOf | None = None,
    period: PeriodOf | None = None,
) -> Warnings:
    """Return the warnings of a period; for one person also why none is due.

    :raises Refused: `input` for nobody; `access` for somebody else's.
    """
    site = people.Site.objects.get(pk=actor.site_id)
    sight = results.sight_of(actor, at)
    board = board_at(site, at, period=period)
    rows = Given.objects.filter(site_id=site.pk, period=str(board.period)).order_by("number")
    named = people.person_here(who, site.pk, at) if who else None
    if named is not None:
        if not sight.sees(named.pk):
            raise results.not_yours()
        rows = rows.filter(staff_id=named.pk)
    codes = people.codes_of([row.staff_id for row in rows])
    found = [
        _given_row(row, codes[row.staff_id], board, at) for row in rows if sight.sees(row.staff_id)
    ]
    if named is not None and not found:
        found = [_none_row(named, board, at)]
    if period is not None and not found and named is None and period.first > day_of(at):
        raise bad_input(phrase("That period has not come yet."))
    return Warnings(rows=found)


def _given_row(row: Given, who: str, board: targets.Board, at: datetime) -> WarningRow:
    plan = Plan.objects.filter(warning=row).first()
    person = people.Staff.objects.get(pk=row.staff_id)
    return WarningRow(
        warning=row.number,
        who=who,
        level=row.level,
        period=row.period,
        given_at=row.given_at,
        by=row.by,
        state=state_of(row, at),
        facts=row.facts,
        policy=row.policy,
        because=[said(one) for one in because(board, person, row, at)],
        plan=None
        if plan is None
        else {
            "value": targets.shown(plan.value, results.Measure(plan.measure)),
            "measure": plan.measure,
            "until": plan.until.isoformat(),
            "help": plan.help,
            "reached": plan.is_reached,
            "how": plan.how or None,
        },
    )


def state_of(row: Given, at: datetime) -> State:
    """Return the state of a warning at a moment: what was received is over after its last day."""
    state = State(row.state)
    is_past = row.until < day_of(at)
    return State.OVER if is_past and state in {State.GIVEN, State.DELIVERED} else state


def _none_row(person: people.Staff, board: targets.Board, at: datetime) -> WarningRow:
    return WarningRow(
        warning=None,
        who=person.code,
        level=None,
        period=str(board.period),
        given_at=None,
        by=None,
        state=None,
        facts={},
        policy={},
        because=[said(one) for one in because(board, person, None, at)],
        plan=None,
    )
