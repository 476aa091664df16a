"""Giving a warning: only where the figures call for it (4.5.1, 4.5.2)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import BaseModel, ConfigDict

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.dates import Day
from salesfloor.base.fields import WhoSells
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.texts import Note, RequiredNote
from salesfloor.floor.pace import rules
from salesfloor.floor.pace.choices import CLAUSES
from salesfloor.floor.pace.forgetting import remember
from salesfloor.floor.pace.models import Due, Given, Level, Plan
from salesfloor.floor.pace.standing import (
    MARKS,
    board_at,
    given_in,
    row_of,
    standing_of,
    verbal_before,
)
from salesfloor.floor.results import api as results
from salesfloor.floor.targets import api as targets
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from salesfloor.base.acts import Actor

TO_ACKNOWLEDGE: Final = "warning_to_acknowledge"
_STORED: Final = (
    "warning.period",
    "warning.after_days",
    "warning.verbal_below",
    "warning.written_below",
    "warning.written_after_days",
    "target.shrinks",
)


class PlanGiven(BaseModel):
    """What a written warning asks for, until when, and the help offered."""

    model_config = ConfigDict(extra="forbid")

    value: Annotated[targets.GivenValue, Label("Value")]
    until: Annotated[Day, Label("Until")]
    help: Annotated[Note, Label("Help offered")] = ""
    measure: Annotated[results.Measure, Label("What is counted")] | None = None


class Warned(Answer):
    """The number of the warning, and until when it stands."""

    warning: int
    level: Level
    until: date


@command(
    "warn",
    may=results.MEMBERS,
    word=phrase("Give a warning"),
    clauses=("4.5.1", "4.5.2"),
    trades=results.FLOORS,
    writes=RegisterLine("conduct", phrase("{level} no. {warning} to {who}, until {until}.")),
    done=phrase("Given; the person is told and can answer."),
)
def warn(
    *,
    actor: StaffActor,
    at: datetime,
    who: WhoSells,
    level: Annotated[Level, Label("Level")],
    words: Annotated[RequiredNote, Label("Words")],
    plan: Annotated[PlanGiven, Label("Plan")] | None = None,
) -> Warned:
    """Warn a person; the warning keeps the figures that it rests on.

    :raises Refused: 4.5.1 or 4.5.2, by the level, for who may not, and for what the figures do not call for.
    """
    if level is Level.WRITTEN:
        rules.may_give(level, is_allowed=actor.post in MANAGERS).enforce()
    person = people.person_here(who, actor.site_id, at)
    rules.may_give(level, is_allowed=people.is_above(actor, person, at)).enforce()
    people.Staff.objects.select_for_update(no_key=True).get(pk=person.pk)
    site = people.Site.objects.get(pk=actor.site_id)
    board = board_at(site, at)
    row = row_of(board, person)
    policy = rulebook.policies(site.pk, at)
    rules.is_there(level, on_leave=leave.is_on_leave(person.pk, at)).enforce()
    rules.is_called_for(
        level, standing_of(row), policy[MARKS[level]], policy["warning.after_days"]
    ).enforce()
    is_given = (person.pk, level) in given_in(site.pk, str(board.period))
    rules.is_first(level, given=is_given).enforce()
    until = board.period.last
    if level is Level.WRITTEN:
        until = _check_written(board, person, plan, policy, at)
    given = Given.objects.create(
        site_id=site.pk,
        number=next_number(site.pk, "warning"),
        staff_id=person.pk,
        level=level,
        period=str(board.period),
        given_at=at,
        by=actor.code,
        words=words,
        until=until,
        facts=facts_of(board, row),
        policy={name: policy[name] for name in _STORED},
    )
    if plan is not None and level is Level.WRITTEN:
        measure = plan.measure or board.measure
        Plan.objects.create(
            warning=given,
            value=targets.value_of(plan.value, measure),
            measure=measure,
            until=plan.until,
            help=plan.help,
        )
    _write_down(given, person, actor, at)
    return Warned(warning=given.number, level=level, until=until)


def _check_written(
    board: targets.Board,
    person: people.Staff,
    plan: PlanGiven | None,
    policy: rulebook.Policies,
    at: datetime,
) -> date:
    """Check what a written warning needs besides; return until when it stands."""
    before = verbal_before(board, person, at)
    rules.may_follow(before, policy["warning.written_after_days"]).enforce()
    cells = [
        (person.code, on)
        for staff_id, on in board.tally.provisional()
        if staff_id == person.pk and board.is_over(on)
    ]
    rules.is_counted(cells[0] if cells else None).enforce()
    rules.has_plan(has_one=plan is not None).enforce()
    if plan is None:
        return board.period.last
    rules.plan_has_time(
        plan.until,
        day_of(at),
        policy["warning.plan_days_least"],
        policy["warning.plan_days_most"],
    ).enforce()
    rules.plan_has_help(plan.help).enforce()
    return plan.until


def facts_of(board: targets.Board, row: targets.Row | None) -> dict[str, Any]:
    """Return the figures of a row as a warning keeps them."""
    if row is None:
        return {}
    pace = row.pace.pace
    return {
        "measure": board.measure.value,
        "asked": targets.shown(row.asked, board.measure),
        "target": targets.shown(row.target, board.measure),
        "result": targets.shown(row.gone, board.measure),
        "days_gone": row.days.gone,
        "days_total": row.days.own,
        "pace": None if pace is None else f"{pace.numerator}/{pace.denominator}",
        "provisional": row.is_provisional,
    }


def _write_down(given: Given, person: people.Staff, actor: Actor, at: datetime) -> None:
    remember(given, at)
    number = CLAUSES[given.level]
    subject = f"warning:{given.number}"
    registers.record(
        actor=actor,
        at=at,
        body={
            "who": person.code,
            "level": given.level,
            "warning": given.number,
            "until": given.until.isoformat(),
            "period": given.period,
        },
        personal={"words": given.words},
    )
    sentence = phrase(
        "{level} no. {warning} by {by}: {words}",
        level=Level(given.level).label,
        warning=given.number,
        by=given.by,
        words=given.words,
    )
    messages.tell(
        staff_id=person.pk,
        site_id=given.site_id,
        at=at,
        clause=number,
        sentence=sentence,
        subject=subject,
    )
    work.owe(
        kind=TO_ACKNOWLEDGE,
        subject=subject,
        site_id=given.site_id,
        clause=number,
        sentence=phrase(
            "{level} no. {warning}: say that you have received it. It is not the same as agreeing.",
            level=Level(given.level).label,
            warning=given.number,
        ),
        at=at,
        staff_ids=[person.pk],
        command="acknowledge",
        given={"about": subject},
    )
    for due in Due.objects.filter(
        staff_id=person.pk, level=given.level, period=given.period
    ).values_list("pk", flat=True):
        work.settle(
            kind="warning_to_give", subject=f"warning_due:{due}", site_id=given.site_id, at=at
        )
    cite(number)
    about(subject)
    board_changed()
