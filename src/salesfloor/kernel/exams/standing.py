"""How somebody stands in each examination: certificate, open attempt, tries left, the next one (7.1.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of
from salesfloor.kernel.exams import rules
from salesfloor.kernel.exams.commands.sitting import failed_tries
from salesfloor.kernel.exams.models import Allowance, Attempt, Certificate, Exam, ExamQuestion, Plan
from salesfloor.kernel.exams.planning import due_of, is_fulfilled
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from datetime import date, datetime

    from salesfloor.base.commands import Actor
    from salesfloor.base.verdicts import Verdict

_CLAUSE: Final = re.compile(r"[1-9](?:\.[0-9]{1,2}){1,4}")


@dataclass(frozen=True, slots=True)
class Standing:
    """One examination as it stands for one person."""

    exam: Exam
    attempt: Attempt | None
    """The one that is open, its time over or not."""
    last: Attempt | None
    valid_until: date | None
    due: date | None
    """By the end of which day it is to be passed; None where nobody planned it, or it is passed."""
    left: int
    next_at: datetime | None
    """From when on the next try may start, where one has to wait."""
    may_start: bool
    shows_answers: bool
    minutes: int
    pass_mark: int

    renews_from: date | None = None
    """From which day on passing again makes the certificate last longer; None where there is none to renew."""

    @property
    def is_shown(self) -> bool:
        """Tell whether the person has something to do with it."""
        return bool(self.attempt or self.last or self.valid_until or self.due)


def standing_of(exam: Exam, staff_id: int, at: datetime) -> Standing:
    """Return how a person stands in an examination."""
    policies = rulebook.policies(exam.site_id, at)
    attempts = Attempt.objects.filter(exam=exam, staff_id=staff_id).order_by("number")
    failed = failed_tries(exam, staff_id)
    tries, wait = exam.tries or policies["exam.tries"], policies["exam.wait_hours"]
    verdict: Verdict = rules.may_start(failed, tries=tries, wait_hours=wait, at=at)
    is_allowed = Allowance.objects.filter(exam=exam, staff_id=staff_id, used_at=None).exists()
    left = rules.tries_left(failed, tries)
    last = attempts.exclude(ended_at=None).last()
    until = _valid_until(exam, staff_id, at)
    renews_from = rules.renews_from(until) if until else None
    is_settled = renews_from is not None and day_of(at) < renews_from
    waits = bool(failed) and not verdict and left > 0 and not is_allowed
    return Standing(
        exam=exam,
        attempt=attempts.filter(ended_at=None).first(),
        last=last,
        valid_until=until,
        due=_due(exam, staff_id),
        left=left,
        next_at=failed[-1].ended_at + timedelta(hours=wait) if waits else None,
        may_start=(bool(verdict) or is_allowed) and not is_settled,
        shows_answers=last is not None and (last.passed or not (left or is_allowed)),
        minutes=exam.minutes or policies["exam.minutes"],
        pass_mark=policies["exam.pass_mark"] if exam.pass_mark is None else exam.pass_mark,
        renews_from=renews_from if is_settled else None,
    )


def _valid_until(exam: Exam, staff_id: int, at: datetime) -> date | None:
    rows = Certificate.objects.filter(exam=exam, staff_id=staff_id, valid_until__gte=day_of(at))
    return rows.order_by("-valid_until").values_list("valid_until", flat=True).first()


def _due(exam: Exam, staff_id: int) -> date | None:
    plans = Plan.objects.filter(site_id=exam.site_id, exam_code=exam.code, staff_id=staff_id)
    return min((due_of(plan) for plan in plans if not is_fulfilled(plan)), default=None)


def exams_of(actor: Actor, at: datetime) -> list[Standing]:
    """Return the examinations of the site for somebody: those of the post first, then all they may sit."""
    rows = Exam.objects.filter(site_id=actor.site_id or 0).select_related("course").order_by("code")
    found = [standing_of(row, actor.staff_id or 0, at) for row in rows]
    mine = actor.post.value
    return sorted(found, key=lambda one: (not one.is_shown, mine not in one.exam.course.posts))


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a question, as ticked and, on a result, as it should have been."""

    number: int
    text: str
    is_ticked: bool
    is_right: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a paper."""

    place: int
    no: int
    text: str
    options: tuple[Option, ...]
    is_right: bool
    clauses: tuple[str, ...]

    @property
    def is_one_of(self) -> bool:
        """Tell whether just one option is right."""
        return sum(one.is_right for one in self.options) == 1


def paper_of(attempt: Attempt) -> list[Asked]:
    """Return the questions of an attempt, in their order, with what is saved."""
    rows = ExamQuestion.objects.in_bulk(attempt.drawn)
    return [_asked(place, rows[pk], attempt) for place, pk in enumerate(attempt.drawn, start=1)]


def _asked(place: int, row: ExamQuestion, attempt: Attempt) -> Asked:
    ticked = set(attempt.saved.get(str(row.no), ()))
    options = tuple(
        Option(number, text, number in ticked, number in row.right)
        for number, text in enumerate(row.options, start=1)
    )
    known = rulebook.clauses()
    named = dict.fromkeys(one for one in _CLAUSE.findall(row.text) if one in known)
    return Asked(place, row.no, row.text, options, ticked == set(row.right), tuple(named))
