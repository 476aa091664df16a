"""Sitting an examination on a phone, its result, one's examinations, a course with its pool (7.1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render

from salesfloor.base.commands import COMMANDS
from salesfloor.base.posts import LEADERS
from salesfloor.kernel.exams.commands.courses import KEEPERS
from salesfloor.kernel.exams.commands.sitting import MEMBERS
from salesfloor.kernel.exams.models import Course, Exam
from salesfloor.kernel.exams.standing import exams_of, paper_of, standing_of
from salesfloor.web.forms import given_by
from salesfloor.web.pages import give, give_form, page, row_or_404

if TYPE_CHECKING:
    from salesfloor.web.requests import StaffRequest

SAVE = "save_exam_answers"


@page(may=MEMBERS, methods=["GET"])
def mine(request: StaffRequest) -> HttpResponse:
    """List the examinations of the site as they stand for the person."""
    context = {
        "rows": exams_of(request.actor, request.at),
        "may_plan": request.actor.post in LEADERS,
        "may_keep": request.actor.post in KEEPERS,
    }
    return render(request, "exams/mine.html", context)


@page(may=MEMBERS, methods=["GET"])
def exam(request: StaffRequest, code: str) -> HttpResponse:
    """Show an examination: the paper while the time runs, else the last result and the way to begin."""
    rows = Exam.objects.filter(site_id=request.actor.site_id or 0).select_related("course")
    row = row_or_404(rows, code=code)
    standing = standing_of(row, request.actor.staff_id or 0, request.at)
    attempt = standing.attempt
    context = {"standing": standing, "exam": row, "attempt": attempt}
    if attempt is not None:
        is_over = request.at > attempt.until_at
        context |= {"is_over": is_over, "paper": [] if is_over else paper_of(attempt)}
        return render(request, "exams/paper.html", context)
    if standing.last is not None and standing.shows_answers:
        context["paper"] = paper_of(standing.last)
    if standing.may_start:
        given = {"exam": code}
        context["start"] = give_form(request, "start_exam", given=given, hidden=["exam"])
    return render(request, "exams/exam.html", context)


@page(may=MEMBERS, methods=["POST"])
def save(request: StaffRequest, number: int) -> HttpResponse:
    """Keep what is ticked so far, without leaving the paper."""
    given = given_by(COMMANDS[SAVE], request.POST)
    give(request, SAVE, {"answers": {}, **given, "attempt": number})
    return HttpResponse(status=204)


@page(may=KEEPERS, methods=["GET"])
def course(request: StaffRequest, code: str) -> HttpResponse:
    """Show a course: its pool with the right options marked, its examinations, and the forms to add to them."""
    row = row_or_404(Course.objects.filter(site_id=request.actor.site_id or 0), code=code)
    pool = row.questions.filter(is_current=True).order_by("no")
    next_no = max((one.no for one in pool), default=0) + 1
    known = {"course": code}
    context = {
        "course": row,
        "pool": [(one, list(enumerate(one.options, start=1))) for one in pool],
        "exams": row.exams.order_by("code"),
        "ask": give_form(
            request, "exam_question", given={**known, "no": next_no}, hidden=["course"]
        ),
        "set": give_form(request, "exam", given=known, hidden=["course"]),
    }
    return render(request, "exams/course.html", context)
