"""Examinations whose time is over, certificates that end, plans that are overdue (7.1.2)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q

from salesfloor.base import lines
from salesfloor.base.acts import announce, board_changed, cite, miss
from salesfloor.base.china_time import days_after, end_of
from salesfloor.base.fields import Who
from salesfloor.base.lines import on
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.exams.models import Attempt, Certificate, Exam, Plan
from salesfloor.kernel.exams.planning import (
    CLAUSE,
    OVERDUE,
    due_of,
    is_fulfilled,
    make_plan,
    move_with_leave,
)
from salesfloor.kernel.exams.scoring import CLOSED, ENDED, ENDING, close, warned_at
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.base.lines import Entry, RegisterLine
    from salesfloor.kernel.deadlines.api import Deadline

_CLOSED: Final = lines.line(
    CLOSED,
    "training",
    phrase("Attempt {attempt} is over: {score} points"),
    facts={"attempt": int, "score": int},
)
_ENDING: Final = lines.line(
    ENDING,
    "training",
    phrase("The certificate of {who} for {exam} ends soon"),
    facts={"who": Who, "exam": str},
)
_ENDED: Final = lines.line(
    ENDED,
    "training",
    phrase("The certificate of {who} for {exam} has ended"),
    facts={"who": Who, "exam": str},
)
_PLANNED: Final = lines.line(
    "training_planned",
    "training",
    phrase("{who} is to pass {exam} by {due}, as everybody who is new"),
    facts={"plan": int, "who": Who, "exam": str, "due": str},
)
_OVERDUE: Final = lines.line(
    OVERDUE,
    "training",
    phrase("Plan {plan}: {who} has not passed {exam}"),
    facts={"plan": int, "who": Who, "exam": str},
)


@deadlines.handler(CLOSED, word=phrase("An examination closes"), limit=deadlines.Limit.DURATION)
def close_attempt(deadline: Deadline, at: datetime) -> None:
    """Close an attempt at its end; what was saved on the way is scored."""
    row = Attempt.objects.select_for_update().get(pk=deadline.subject)
    if row.ended_at is None:
        close(row, at)
        _write(_CLOSED, row.site_id, at, attempt=row.number, score=row.score or 0)


@deadlines.handler(ENDING, word=phrase("A certificate is about to end"))
def warn_of_end(deadline: Deadline, at: datetime) -> None:
    """Say two weeks ahead, at the hour of that day's policies, that a certificate ends."""
    row = Certificate.objects.get(pk=deadline.subject)
    due_at = warned_at(row.site_id, row.valid_until, at)
    if due_at > at:
        deadlines.set_due(ENDING, subject=row.pk, site_id=row.site_id, due_at=due_at)
        return
    _tell_end(deadline, at, _ENDING)


@deadlines.handler(ENDED, word=phrase("A certificate has ended"))
def end_certificate(deadline: Deadline, at: datetime) -> None:
    """Say that a certificate has ended, unless a later one goes on."""
    _tell_end(deadline, at, _ENDED)


def _tell_end(deadline: Deadline, at: datetime, line: RegisterLine) -> None:
    row = Certificate.objects.select_related("exam").get(pk=deadline.subject)
    goes_on = Q(valid_until__gt=row.valid_until) | Q(valid_until=row.valid_until, pk__gt=row.pk)
    later = Certificate.objects.filter(
        goes_on, exam=row.exam, staff_id=row.staff_id, passed_at__lte=at
    )
    person = people.Staff.objects.get(pk=row.staff_id)
    if later.exists() or (person.left_at is not None and person.left_at <= at):
        return
    _write(line, row.site_id, at, who=person.code, exam=row.exam.code)
    messages.tell(
        staff_id=row.staff_id,
        site_id=row.site_id,
        at=at,
        clause=CLAUSE,
        sentence=phrase(
            "Your certificate for {exam} is valid until {day}.",
            exam=Exam.title_of(row.site_id, row.exam.code),
            day=row.valid_until,
        ),
        subject=f"exam:{row.exam.code}",
    )


@deadlines.handler(OVERDUE, word=phrase("Training is not done in time"))
def fall_due(deadline: Deadline, at: datetime) -> None:
    """Report a plan that is not fulfilled at the end of its day; leave of whole days moves it."""
    plan = Plan.objects.select_for_update().get(pk=deadline.subject)
    person = people.Staff.objects.get(pk=plan.staff_id)
    has_left = person.left_at is not None and person.left_at <= at
    if plan.overdue_at is not None or has_left or is_fulfilled(plan):
        return
    due_at = end_of(due_of(plan))
    if due_at > at:
        deadlines.set_due(OVERDUE, subject=plan.pk, site_id=plan.site_id, due_at=due_at)
        return
    plan.overdue_at = at
    plan.save(update_fields=["overdue_at"])
    miss(CLAUSE, person.code)
    _write(_OVERDUE, plan.site_id, at, plan=plan.number, who=person.code, exam=plan.exam_code)
    team_id = people.team_at(person, at)
    lead = leave.acting_lead(team_id, at) if team_id else None
    messages.tell_all(
        [person.pk, *([lead.pk] if lead else [])],
        site_id=plan.site_id,
        at=at,
        clause=CLAUSE,
        sentence=phrase(
            "{who} has not passed {exam} in time.",
            who=person.name,
            exam=Exam.title_of(plan.site_id, plan.exam_code),
        ),
        subject=f"exam:{plan.exam_code}",
    )


@on("joined")
def plan_for_new(entry: Entry) -> None:
    """Plan the examinations that everybody takes who joins as a salesperson."""
    if entry.body["post"] != Post.SALESPERSON.value:
        return
    policies = rulebook.policies(entry.site_id, entry.at)
    due = days_after(entry.at, policies["exam.new_within_days"])
    for exam in dict.fromkeys(policies["exam.for_new"]):
        plan = make_plan(entry.site_id, exam, entry.body["staff_id"], due, entry.at)
        who = entry.body["who"]
        registers.write(
            _PLANNED,
            actor=entry.actor,
            at=entry.at,
            body={"plan": plan.number, "who": who, "exam": exam, "due": due},
            site_id=entry.site_id,
        )


@on("leave", "grant_leave")
def move_plans(entry: Entry) -> None:
    """Let the plans of somebody who goes on leave fall due as many days later."""
    for person in people.Staff.objects.filter(code=entry.body["who"]):
        move_with_leave(person.pk, entry.at)


@on("leave_over")
def move_plans_back(entry: Entry) -> None:
    """Let the plans of somebody who is back before the time fall due by the leave that was."""
    move_with_leave(entry.body["staff_id"], entry.at)


def _write(line: RegisterLine, site_id: int, at: datetime, **facts: Any) -> None:  # noqa: ANN401
    actor = deadlines.system_actor(site_id)
    registers.write(line, actor=actor, at=at, body=facts, site_id=site_id)
    cite(CLAUSE)
    board_changed()
    announce(line.do, CLAUSE, at=at, **facts)
