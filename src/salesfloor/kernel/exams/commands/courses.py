"""Entering courses, their questions, and examinations."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.codes import NewCode
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code, RequiredLine, RequiredNote
from salesfloor.kernel.exams import rules
from salesfloor.kernel.exams.models import Course, Exam, ExamQuestion
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

KEEPERS: Final = MANAGERS | {Post.ADMIN}
CourseCode = Annotated[Code, Label("Course")]
ExamCode = Annotated[Code, Label("Examination"), Reference("exam")]


class Kept(Answer):
    """Nothing more is to be said."""


@command(
    "course",
    may=KEEPERS,
    word=phrase("Enter a course"),
    clauses=("7.1.2",),
    writes=RegisterLine("training", phrase("Course {course}: {title}")),
    done=phrase("The course is entered."),
)
def enter_course(
    *,
    actor: StaffActor,
    at: datetime,
    course: Annotated[NewCode, Label("Course")],
    title: Annotated[RequiredLine, Label("Title")],
    posts: Annotated[list[people.PostName], Field(max_length=9), Label("For which posts")] = [],  # noqa: B006 - never changed; the schema says it
) -> Kept:
    """Enter a course, or change its title and posts."""
    Course.objects.update_or_create(
        site_id=actor.site_id,
        code=course,
        defaults={"title": title, "posts": list(dict.fromkeys(posts))},
    )
    body = {"course": course, "title": title, "posts": posts}
    registers.record(actor=actor, at=at, body=body)
    cite("7.1.2")
    about(f"course:{course}")
    return Kept()


@command(
    "exam_question",
    may=KEEPERS,
    word=phrase("Enter a question of an examination"),
    clauses=("7.1.2",),
    writes=RegisterLine("training", phrase("Question {no} of course {course}")),
    done=phrase("The question is in the pool."),
)
def enter_question(
    *,
    actor: StaffActor,
    at: datetime,
    course: CourseCode,
    no: Annotated[Number, Label("Number of the question")],
    text: Annotated[RequiredNote, Label("Question")],
    options: Annotated[list[RequiredLine], Field(min_length=2, max_length=8), Label("Options")],
    right: Annotated[
        list[int],
        Field(max_length=8),
        Label("Right options", hint=phrase("their numbers, from 1")),
    ],
) -> Kept:
    """Put a question in the pool of a course; entered again it is a new version.

    :raises Refused: `input` for a course that is not there, or no right option.
    """
    row = course_named(actor.site_id, course, is_locked=True)
    rules.may_be_asked(options, right).enforce()
    versions = row.questions.filter(no=no)
    last = versions.order_by("-version").values_list("version", flat=True).first() or 0
    versions.update(is_current=False)
    ExamQuestion.objects.create(
        course=row,
        no=no,
        version=last + 1,
        text=text,
        options=list(options),
        right=sorted(set(right)),
    )
    body = {"course": course, "no": no, "version": last + 1}
    registers.record(actor=actor, at=at, body=body, personal={"text": text})
    cite("7.1.2")
    about(f"course:{course}")
    return Kept()


@command(
    "exam",
    may=KEEPERS,
    word=phrase("Enter an examination"),
    clauses=("7.1.2",),
    writes=RegisterLine("training", phrase("Examination {exam}: {draw} questions of {course}")),
    done=phrase("The examination is entered."),
)
def enter_exam(
    *,
    actor: StaffActor,
    at: datetime,
    exam: Annotated[NewCode, Label("Examination")],
    course: CourseCode,
    draw: Annotated[int, Field(ge=1, le=200), Label("How many questions")],
    pass_mark: Annotated[int, Field(ge=0, le=100), Label("Pass mark")] | None = None,
    minutes: Annotated[int, Field(ge=1, le=240), Label("Minutes")] | None = None,
    valid_days: Annotated[int, Field(ge=1, le=3650), Label("Valid for days")] | None = None,
    tries: Annotated[int, Field(ge=1, le=20), Label("Tries")] | None = None,
) -> Kept:
    """Enter an examination of a course, or change it; what is left out follows the policies.

    :raises Refused: `input` for a course that is not there.
    """
    row = course_named(actor.site_id, course)
    numbers = {"pass_mark": pass_mark, "minutes": minutes, "valid_days": valid_days}
    Exam.objects.update_or_create(
        site_id=actor.site_id,
        code=exam,
        defaults={"course": row, "draw": draw, "tries": tries, **numbers},
    )
    body = {"exam": exam, "course": course, "draw": draw, "tries": tries, **numbers}
    registers.record(actor=actor, at=at, body=body)
    cite("7.1.2")
    about(f"exam:{exam}")
    return Kept()


def course_named(site_id: int, code: str, *, is_locked: bool = False) -> Course:
    """Return a course.

    :raises Refused: `input` where there is none.
    """
    rows = Course.objects.filter(site_id=site_id, code=code)
    row = (rows.select_for_update() if is_locked else rows).first()
    if row is None:
        raise bad_input(phrase("There is no course {course} here.", course=code))
    return row


def exam_named(site_id: int, code: str) -> Exam:
    """Return an examination.

    :raises Refused: `input` where there is none.
    """
    row = Exam.objects.filter(site_id=site_id, code=code).first()
    if row is None:
        raise bad_input(phrase("There is no examination {exam} here.", exam=code))
    return row
