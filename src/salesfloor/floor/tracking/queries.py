"""Whom to call, and who lags (4.3, 4.4.2)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from django.db.models import Max

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.labels import Label, Reference
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, Post
from salesfloor.base.shares import answered
from salesfloor.base.texts import Code
from salesfloor.floor.pace import api as pace
from salesfloor.floor.results import api as results
from salesfloor.floor.targets import api as targets
from salesfloor.floor.tracking.commands.calling import calls_lately
from salesfloor.floor.tracking.lagging import Lag, Weeks
from salesfloor.floor.tracking.models import Call
from salesfloor.floor.tracking.rules import Callee, order_of
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.tasks import api as tasks
from salesfloor.web.language import said


class TrackingRow(Answer):
    """A person in the list of calls."""

    who: str
    pace: float | None
    answered_today: bool
    last_call_on: date | None
    calls_lately: int
    open_support: int


class TrackingList(Answer):
    """Whom to call, in the order in which to do it."""

    rows: list[TrackingRow]


@question(
    "tracking_list",
    may=results.MEMBERS,
    word=phrase("Whom to call"),
    clauses=("4.3",),
    trades=results.FLOORS,
)
def tracking_list(*, actor: StaffActor, at: datetime) -> TrackingList:
    """Return the salespeople that the asker answers for, those called often enough last.

    :raises Refused: `access` for somebody who answers for nobody.
    """
    sight = results.sight_of(actor, at)
    if actor.post not in LEADERS and not sight.leads:
        raise results.not_yours()
    site = people.Site.objects.get(pk=actor.site_id)
    board = pace.board_at(site, at)
    most = rulebook.policies(site.pk, at)["tracking_call.max_per_week"]
    rows = []
    for person in board.sellers:
        if person.pk == actor.staff_id or not sight.sees(person.pk):
            continue
        row = _row(board, person, at)
        exact_pace = board.row(person).pace.pace
        callee = Callee(
            person.code,
            exact_pace,
            row.answered_today,
            row.last_call_on,
            row.calls_lately >= most,
        )
        rows.append((order_of(callee), row))
    return TrackingList(rows=[row for _, row in sorted(rows, key=lambda one: one[0])])


def _row(board: targets.Board, person: people.Staff, at: datetime) -> TrackingRow:
    calls = Call.objects.filter(staff_id=person.pk, at__lte=at)
    last = calls.aggregate(last=Max("at"))["last"]
    numbers = [number for some in calls.values_list("tasks", flat=True) for number in some]
    open_support = tasks.Task.objects.filter(
        site_id=board.site.pk, number__in=numbers, status=tasks.Status.OPEN
    )
    said = results.Answered.objects.filter(staff_id=person.pk, on=day_of(at), at__lte=at)
    return TrackingRow(
        who=person.code,
        pace=answered(board.row(person).pace.pace, 4),
        answered_today=said.exists(),
        last_call_on=day_of(last) if last else None,
        calls_lately=calls_lately(person.pk, at),
        open_support=open_support.count(),
    )


class LaggingWeek(Answer):
    """A week that counts, with its target, result and completion."""

    period: str
    target: int | str | None
    result: int | float | str
    completion: float | None


class LaggingRow(Answer):
    """A person, whether they lag, and why."""

    who: str
    lagging: bool
    weeks: list[LaggingWeek]
    because: list[str]


class Lagging(Answer):
    """Who lags, as far as the asker sees it."""

    rows: list[LaggingRow]


@question(
    "lagging",
    may=results.MEMBERS,
    word=phrase("Who lags"),
    clauses=("4.4.2",),
    trades=results.FLOORS,
)
def lagging(
    *,
    actor: StaffActor,
    at: datetime,
    who: Annotated[Code, Label("Who"), Reference("person")] | None = None,
) -> Lagging:
    """Return who lags and why; for one person also why not.

    :raises Refused: `input` for nobody; `access` for somebody else's.
    """
    site = people.Site.objects.get(pk=actor.site_id)
    sight = results.sight_of(actor, at)
    weeks = Weeks(site, at)
    if who is not None:
        person = people.person_here(who, site.pk, at)
        if not sight.sees(person.pk):
            raise results.not_yours()
        return Lagging(rows=[_lagging_row(weeks, weeks.lag_of(person))])
    here = people.working_at(site.pk, at).filter(post=Post.SALESPERSON).order_by("code")
    lags = [weeks.lag_of(person) for person in here if sight.sees(person.pk)]
    return Lagging(rows=[_lagging_row(weeks, one) for one in lags if one.is_lagging])


def _lagging_row(weeks: Weeks, lag: Lag) -> LaggingRow:
    return LaggingRow(
        who=lag.person.code,
        lagging=lag.is_lagging,
        weeks=[
            LaggingWeek(
                period=str(week.period),
                target=targets.shown(week.row.target, week.measure),
                result=results.as_answer(week.row.result, week.measure),
                completion=answered(week.completion, 4),
            )
            for week in reversed(lag.weeks)
        ],
        because=[said(one) for one in weeks.because(lag)],
    )
