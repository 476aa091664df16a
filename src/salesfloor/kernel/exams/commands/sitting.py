"""Sitting an examination: drawing the paper, saving on the way, handing in, one more try (7.1.2)."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Final

from django.conf import settings
from pydantic import Field

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.fields import Reason, Who
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, LEADERS, Post
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.exams import rules
from salesfloor.kernel.exams.commands.courses import ExamCode, Kept, exam_named
from salesfloor.kernel.exams.models import Allowance, Attempt, Exam, ExamQuestion
from salesfloor.kernel.exams.scoring import CLOSED, close
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Mapping

MEMBERS: Final = ANYONE - {Post.OPERATOR}
AttemptNumber = Annotated[Number, Label("Attempt")]
Chosen = Annotated[list[int], Field(max_length=8)]
Answers = Annotated[dict[int, Chosen], Field(max_length=200), Label("Answers")]


class ExamStarted(Answer):
    """The attempt, its questions in their order, and until when it is handed in."""

    attempt: int
    questions: list[int]
    until: Instant


@command(
    "start_exam",
    may=MEMBERS,
    word=phrase("Start the examination"),
    clauses=("7.1.2",),
    writes=RegisterLine("training", phrase("Attempt {attempt} at {exam}")),
    done=phrase("The time runs."),
)
def start_exam(*, actor: StaffActor, at: datetime, exam: ExamCode) -> ExamStarted:
    """Draw a paper and start the clock; an attempt that is open goes on.

    :raises Refused: `input` for an examination that is not there, or has no questions; 7.1.2 before the
        waiting time is over, and when no try is left.
    """
    row = exam_named(actor.site_id, exam)
    mine = Attempt.objects.select_for_update().filter(exam=row, staff_id=actor.staff_id)
    attempt = mine.filter(ended_at=None).first() or _new(row, actor, at)
    body = {"attempt": attempt.number, "exam": exam, "drawn": len(attempt.drawn)}
    registers.record(actor=actor, at=at, body=body)
    cite("7.1.2")
    about(f"exam:{exam}")
    numbers = dict(ExamQuestion.objects.filter(pk__in=attempt.drawn).values_list("pk", "no"))
    shown = [numbers[one] for one in attempt.drawn]
    return ExamStarted(attempt=attempt.number, questions=shown, until=attempt.until_at)


def _new(row: Exam, actor: StaffActor, at: datetime) -> Attempt:
    policies = rulebook.policies(actor.site_id, at)
    pool = {one.no: one.pk for one in row.course.questions.filter(is_current=True)}
    if not pool:
        raise bad_input(phrase("The course {course} has no questions.", course=row.course.code))
    allowance = row.allowances.filter(staff_id=actor.staff_id, used_at=None).first()
    verdict = rules.may_start(
        failed_tries(row, actor.staff_id),
        tries=row.tries or policies["exam.tries"],
        wait_hours=policies["exam.wait_hours"],
        at=at,
    )
    is_extra = not verdict and allowance is not None
    if is_extra and allowance is not None:
        Allowance.objects.filter(pk=allowance.pk).update(used_at=at)
    else:
        verdict.enforce()
    number = next_number(actor.site_id, "attempt")
    site = people.Site.objects.get(pk=actor.site_id)
    key = hashlib.sha256(f"exams:{site.code}:{settings.SECRET_KEY}".encode()).digest()
    seed = f"{row.code}:{actor.code}:{number}"
    attempt = Attempt.objects.create(
        site_id=actor.site_id,
        number=number,
        exam=row,
        staff_id=actor.staff_id,
        started_at=at,
        until_at=at + timedelta(minutes=row.minutes or policies["exam.minutes"]),
        pass_mark=policies["exam.pass_mark"] if row.pass_mark is None else row.pass_mark,
        valid_days=row.valid_days or policies["exam.valid_days"],
        is_extra=is_extra,
        drawn=[pool[no] for no in rules.drawn(pool, row.draw, key=key, seed=seed)],
    )
    deadlines.set_due(CLOSED, subject=attempt.pk, site_id=attempt.site_id, due_at=attempt.until_at)
    return attempt


def failed_tries(row: Exam, staff_id: int) -> list[rules.Failed]:
    """Return the tries of a person that failed since the last pass."""
    ended = row.attempts.filter(staff_id=staff_id, ended_at__isnull=False).order_by("number")
    found: list[rules.Failed] = []
    for one in ended:
        if one.passed or one.ended_at is None:
            found = []
        else:
            found.append(rules.Failed(one.ended_at, one.is_extra))
    return found


@command(
    "save_exam_answers",
    may=MEMBERS,
    word=phrase("Save the answers so far"),
    clauses=("7.1.2",),
    writes=RegisterLine("training", phrase("Answers of attempt {attempt} saved")),
    done=phrase("Saved."),
)
def save_answers(
    *, actor: StaffActor, at: datetime, attempt: AttemptNumber, answers: Answers
) -> Kept:
    """Keep what is answered so far; it counts at the end, whatever happens to the connection.

    :raises Refused: as `answer_exam`.
    """
    row = _open(actor, at, attempt)
    row.saved = {**row.saved, **_on_the_paper(row, answers)}
    row.save(update_fields=["saved"])
    registers.record(actor=actor, at=at, body={"attempt": attempt, "answered": len(row.saved)})
    cite("7.1.2")
    about(f"exam:{row.exam.code}")
    return Kept()


class ExamAnswered(Answer):
    """The score, whether it is a pass, and until when that is valid."""

    score: int
    passed: bool
    valid_until: date | None


@command(
    "answer_exam",
    may=MEMBERS,
    word=phrase("Hand in the examination"),
    clauses=("7.1.2",),
    writes=RegisterLine("training", phrase("Attempt {attempt}: {score} points")),
    done=phrase("Handed in."),
)
def answer_exam(
    *, actor: StaffActor, at: datetime, attempt: AttemptNumber, answers: Answers
) -> ExamAnswered:
    """Hand an attempt in, once; what is not answered is wrong.

    :raises Refused: `input` for an attempt or option that is not there; `access` for somebody
        else's; 7.1.2 once it was handed in, or after its end.
    """
    row = _open(actor, at, attempt)
    row.saved = {**row.saved, **_on_the_paper(row, answers)}
    valid_until = close(row, at)
    deadlines.settle(CLOSED, subject=row.pk, at=at)
    body = {"attempt": attempt, "score": row.score, "passed": row.passed}
    registers.record(actor=actor, at=at, body=body)
    cite("7.1.2")
    about(f"exam:{row.exam.code}")
    return ExamAnswered(score=row.score or 0, passed=row.passed, valid_until=valid_until)


def _on_the_paper(row: Attempt, answers: Mapping[int, list[int]]) -> dict[str, list[int]]:
    """Return answers as they are kept; those to questions that were not drawn count for nothing.

    :raises Refused: `input` for an option that its question has not: a slip of the finger costs no try.
    """
    papers = ExamQuestion.objects.filter(pk__in=row.drawn).values_list("no", "options")
    options = {no: len(texts) for no, texts in papers}
    drawn = {no: chosen for no, chosen in answers.items() if no in options}
    for no, chosen in drawn.items():
        for one in chosen:
            if not 1 <= one <= options[no]:
                raise bad_input(phrase("Question {no} has no option {option}.", no=no, option=one))
    return {str(no): chosen for no, chosen in drawn.items()}


def _open(actor: StaffActor, at: datetime, number: int) -> Attempt:
    rows = Attempt.objects.select_for_update(of=("self",)).select_related("exam")
    row = rows.filter(site_id=actor.site_id, number=number).first()
    if row is None:
        raise bad_input(phrase("There is no attempt {attempt} here.", attempt=number))
    if row.staff_id != actor.staff_id:
        raise no_access(phrase("This is somebody else's attempt."))
    rules.may_answer(is_open=row.ended_at is None, until=row.until_at, at=at).enforce()
    return row


@command(
    "allow_attempt",
    may=LEADERS,
    word=phrase("Allow one more try"),
    clauses=("7.1.2",),
    writes=RegisterLine("training", phrase("{who} may try {exam} once more: {reason}")),
    done=phrase("One more try is allowed."),
)
def allow_attempt(
    *, actor: StaffActor, at: datetime, exam: ExamCode, who: Who, reason: Reason
) -> Kept:
    """Allow one more try at once, after help.

    :raises Refused: `input` for a person or examination that is not there; `access` unless one stands above.
    """
    person = people.person_here(who, actor.site_id, at)
    row = exam_named(actor.site_id, exam)
    if not people.is_above(actor, person, at):
        raise no_access(phrase("Somebody who stands above the person does this."))
    Allowance.objects.create(exam=row, staff_id=person.pk, at=at, by=actor.code, reason=reason)
    body = {"exam": exam, "who": who}
    registers.record(actor=actor, at=at, body=body, personal={"reason": reason})
    cite("7.1.2")
    about(f"exam:{exam}")
    return Kept()
