"""Who has which certificate until when, and the courses with their pools, as lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Count, Q

from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.kernel.exams.commands.courses import KEEPERS
from salesfloor.kernel.exams.commands.sitting import MEMBERS
from salesfloor.kernel.exams.models import Certificate, Course, Exam
from salesfloor.kernel.exams.scoring import TOLD_BEFORE
from salesfloor.kernel.people import api as people
from salesfloor.web import trades
from salesfloor.web.language import joined, said
from salesfloor.web.lists import (
    CODE,
    DAY,
    NUMBER,
    PERSON,
    SENTENCE,
    Asked,
    Column,
    Empty,
    Flag,
    List,
    OneOf,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _certificates(asked: Asked) -> QuerySet[Certificate]:
    seen = people.seen_by(asked.actor).values("pk")
    rows = Certificate.objects.filter(site_id=asked.site_id, staff_id__in=seen)
    if asked.wanted.get("valid"):
        rows = rows.filter(valid_until__gte=day_of(asked.at))
    return rows.select_related("exam")


def _state(row: Certificate, asked: Asked) -> Phrase:
    today = day_of(asked.at)
    if row.valid_until < today:
        return phrase("ended")
    if row.valid_until - TOLD_BEFORE <= today:
        return phrase("ends soon")
    return phrase("valid")


def _exams_here(asked: Asked) -> list[tuple[str, str]]:
    rows = Exam.objects.filter(site_id=asked.site_id).order_by("code")
    return [(row.code, row.code) for row in rows]


CERTIFICATES: Final = List(
    "certificates",
    phrase("Certificates"),
    may=MEMBERS,
    rows=_certificates,
    order=("valid_until", "pk"),
    columns=(
        Column(phrase("Who"), "staff_id", PERSON, link=("exams:certificate", "pk"), is_main=True),
        Column(phrase("Examination"), "exam.code", CODE),
        Column(phrase("Passed on"), "passed_on", DAY),
        Column(phrase("Valid until"), "valid_until", DAY),
        Column(phrase("State"), _state, SENTENCE),
    ),
    filters=(
        OneOf(
            "exam",
            phrase("Examination"),
            _exams_here,
            narrows=lambda rows, code: rows.filter(exam__code=code),
        ),
        Flag("valid", phrase("Only valid ones"), by_rows=True),
    ),
    empty=Empty(phrase("No certificates"), phrase("Who passes an examination has one.")),
)


def _courses(asked: Asked) -> QuerySet[Course]:
    current = Count("questions", filter=Q(questions__is_current=True))
    return Course.objects.filter(site_id=asked.site_id).annotate(pool=current)


def _posts(row: Course, asked: Asked) -> str:
    trade = getattr(asked.request.site, "trade", "")
    return joined(said(trades.word(post, trade)) for post in row.posts)


COURSES: Final = List(
    "courses",
    phrase("Courses and question pools"),
    may=KEEPERS,
    rows=_courses,
    order=("code",),
    columns=(
        Column(phrase("Course"), "title", link=("exams:course", "code"), is_main=True),
        Column(phrase("Code"), "code", CODE),
        Column(phrase("Questions in the pool"), "pool", NUMBER),
        Column(phrase("For which posts"), _posts),
    ),
    empty=Empty(phrase("No courses"), phrase("Enter a course, then its questions.")),
    template="exams/courses.html",
)
