"""Plans of who is to have passed what by when: what fulfils them, and how leave moves them (7.1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of, end_of
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.exams.models import Certificate, Exam, Plan
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from datetime import date, datetime

CLAUSE: Final = "7.1.2"
OVERDUE: Final = "training_overdue"
KIND: Final = "training_plan"


def make_plan(site_id: int, exam: str, staff_id: int, due: date, at: datetime) -> Plan:
    """Plan one person's examination, tell them, and have it on their list."""
    plan = Plan.objects.create(
        site_id=site_id,
        number=next_number(site_id, KIND),
        exam_code=exam,
        staff_id=staff_id,
        made_on=day_of(at),
        due=due,
    )
    _watch(plan)
    messages.tell(
        staff_id=staff_id,
        site_id=site_id,
        at=at,
        clause=CLAUSE,
        sentence=_wanted(plan),
        subject=f"exam:{exam}",
    )
    if not is_fulfilled(plan):
        _put_on_list(plan, at)
    return plan


def _wanted(plan: Plan) -> Phrase:
    title = Exam.title_of(plan.site_id, plan.exam_code)
    return phrase("Pass {exam} by the end of {due}.", exam=title, due=due_of(plan))


def _put_on_list(plan: Plan, at: datetime) -> None:
    due = due_of(plan)
    work.owe(
        kind=KIND,
        subject=f"exam:{plan.exam_code}",
        site_id=plan.site_id,
        clause=CLAUSE,
        sentence=_wanted(plan),
        at=at,
        due_at=end_of(due),
        staff_ids=[plan.staff_id],
    )


def _watch(plan: Plan) -> None:
    due_at = end_of(due_of(plan))
    deadlines.set_due(OVERDUE, subject=plan.pk, site_id=plan.site_id, due_at=due_at)


def move_with_leave(staff_id: int, at: datetime) -> None:
    """Let the open plans of a person fall due by their leave as it stands now."""
    for plan in Plan.objects.filter(staff_id=staff_id, overdue_at=None, due__gte=_earliest(at)):
        if end_of(due_of(plan)) > at and not is_fulfilled(plan):
            _watch(plan)
            _put_on_list(plan, at)


def _earliest(at: datetime) -> date:
    return day_of(at).replace(year=day_of(at).year - 3, day=1)


def due_of(plan: Plan) -> date:
    """Return the day of a plan; days of leave after it was made move it by as many days."""
    days = (plan.due - plan.made_on).days
    return people.last_of_present_days(plan.staff_id, plan.made_on, days)


def is_fulfilled(plan: Plan) -> bool:
    """Tell whether a certificate is valid on the plan's day, got before the plan or after."""
    due = due_of(plan)
    rows = Certificate.objects.filter(
        site_id=plan.site_id, exam__code=plan.exam_code, staff_id=plan.staff_id
    )
    return rows.filter(passed_on__lte=due, valid_until__gte=due).exists()


def settle_fulfilled(site_id: int, exam: str, staff_id: int, at: datetime) -> None:
    """Take an examination off a person's list once it is passed."""
    work.settle(kind=KIND, subject=f"exam:{exam}", site_id=site_id, at=at, staff_ids=[staff_id])
