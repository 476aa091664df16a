"""The minutes on A4: who was there, what was decided, who read which version (3.6.1.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render

from salesfloor.floor.meetings import shown
from salesfloor.floor.meetings.commands.fields import MEMBERS
from salesfloor.floor.meetings.lists import title_of
from salesfloor.floor.meetings.models import Issue, Meeting, Minutes
from salesfloor.floor.results import api as results
from salesfloor.kernel.tasks import api as tasks
from salesfloor.web.directory import names_by_id
from salesfloor.web.pages import page, row_or_404

if TYPE_CHECKING:
    from salesfloor.web.requests import StaffRequest


@page(may=MEMBERS, methods=["GET"])
def minutes(request: StaffRequest, code: str) -> HttpResponse:
    """Show the minutes as they are printed, with every version's day and the signatures of the last."""
    actor = results.staff_actor(request.actor)
    row: Meeting = row_or_404(Meeting.objects.filter(site_id=actor.site_id), code=code)
    out = shown.published(row, actor)
    if out is None:
        raise Http404
    versions = Minutes.objects.filter(meeting=row).order_by("version")
    issues = list(Issue.objects.filter(meeting=row).order_by("at", "pk"))
    owed = {
        one.number: one
        for one in tasks.Task.objects.filter(
            site_id=row.site_id, number__in=[issue.task for issue in issues]
        )
    }
    names = names_by_id([one.by_id for one in versions] + [one.staff_id for one in owed.values()])
    comers = shown.comers(row, request.at)
    context = {
        "meeting": row,
        "title": title_of(row),
        "out": out,
        "by": names.get(out.minutes.by_id, ""),
        "versions": versions,
        "present": [one for one in comers if one.at is not None],
        "away": [one for one in comers if one.at is None],
        "issues": [
            (issue.words, names.get(owed[issue.task].staff_id, ""), owed[issue.task].due_at)
            for issue in issues
            if issue.task in owed
        ],
        "taken_by": request.actor.name or request.actor.code,
        "site": request.site,
    }
    return render(request, "meetings/paper.html", context)
