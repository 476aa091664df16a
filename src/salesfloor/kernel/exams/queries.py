"""Who is qualified for what, and who is to pass what by when (7.1.2)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.choices import Choice
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.fields import Who
from salesfloor.base.phrases import phrase
from salesfloor.kernel.exams.commands.courses import ExamCode
from salesfloor.kernel.exams.commands.sitting import MEMBERS
from salesfloor.kernel.exams.models import Certificate, Plan
from salesfloor.kernel.exams.planning import CLAUSE, due_of, is_fulfilled
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from django.db.models import QuerySet

HELD: Final = ("staff_id", "exam__code", "passed_on", "valid_until")


class PlanState(Choice):
    """How a plan stands."""

    OPEN = "open", phrase("to be passed")
    PASSED = "passed", phrase("passed")
    OVERDUE = "overdue", phrase("overdue")


class PlanRow(Answer):
    """A plan, and how it stands."""

    plan: int
    who: str
    exam: str
    due: date
    state: PlanState


class Plans(Answer):
    """Who is to have passed what; `cut` where there are plans of others that one does not see."""

    rows: list[PlanRow]
    cut: bool = False


@question("training_plan", may=MEMBERS, word=phrase("Training plan"), clauses=(CLAUSE,))
def training_plan(*, actor: StaffActor, at: datetime, who: Who | None = None) -> Plans:
    """Return the plans that one sees: the own ones, a lead's team, a manager's site."""
    rows = Plan.objects.filter(site_id=actor.site_id)
    if who is not None:
        rows = rows.filter(staff_id=people.person_here(who, actor.site_id, at).pk)
    seen = rows.filter(staff_id__in=people.seen_by(actor).values("pk")).order_by("number")
    codes = people.codes_of(list(seen.values_list("staff_id", flat=True)))
    found = [
        PlanRow(
            plan=one.number,
            who=codes[one.staff_id],
            exam=one.exam_code,
            due=due_of(one),
            state=state_of(one),
        )
        for one in seen
    ]
    if rows.count() > len(found):
        return Plans(rows=found, cut=True)
    return Plans(rows=found)


def state_of(plan: Plan) -> PlanState:
    """Return how a plan stands."""
    if is_fulfilled(plan):
        return PlanState.PASSED
    return PlanState.OPEN if plan.overdue_at is None else PlanState.OVERDUE


class QualifiedRow(Answer):
    """A certificate that is valid today."""

    who: str
    exam: str
    passed_on: date
    valid_until: date


class Qualified(Answer):
    """Who is qualified for what; `cut` where there are others whom one does not see."""

    rows: list[QualifiedRow]
    cut: bool = False


@question("qualified", may=MEMBERS, word=phrase("Who is qualified"), clauses=(CLAUSE,))
def qualified(
    *,
    actor: StaffActor,
    at: datetime,
    who: Who | None = None,
    exam: ExamCode | None = None,
) -> Qualified:
    """Return the certificates that are valid today and that one sees, by person and examination."""
    rows = Certificate.objects.filter(
        site_id=actor.site_id, passed_at__lte=at, valid_until__gte=day_of(at)
    )
    if who is not None:
        rows = rows.filter(staff_id=people.person_here(who, actor.site_id, at).pk)
    if exam is not None:
        rows = rows.filter(exam__code=exam)
    seen = rows.filter(staff_id__in=people.seen_by(actor).values("pk"))
    latest = {row[:2]: row for row in seen.order_by("valid_until").values_list(*HELD)}
    codes = people.codes_of([staff_id for staff_id, _ in latest])
    found = [
        QualifiedRow(who=codes[staff_id], exam=code, passed_on=passed_on, valid_until=until)
        for staff_id, code, passed_on, until in latest.values()
    ]
    found.sort(key=lambda one: (one.who, one.exam))
    if rows.count() > seen.count():
        return Qualified(rows=found, cut=True)
    return Qualified(rows=found)


def lacking(
    site_id: int, staff_ids: list[int], exams: list[str], at: datetime
) -> dict[int, list[str]]:
    """Return which of some examinations people have no valid certificate of; those who lack none are left out."""
    held = set(_valid(site_id, at).filter(staff_id__in=staff_ids).values_list(*HELD[:2]))
    missing = {
        staff_id: [exam for exam in dict.fromkeys(exams) if (staff_id, exam) not in held]
        for staff_id in staff_ids
    }
    return {staff_id: found for staff_id, found in missing.items() if found}


def _valid(site_id: int, at: datetime) -> QuerySet[Certificate]:
    rows = Certificate.objects.filter(site_id=site_id, passed_at__lte=at)
    return rows.filter(valid_until__gte=day_of(at))
