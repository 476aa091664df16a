"""The part of the home page about the day's meetings, and about the claim that belongs to them (3.6.1.1, 4.1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.china_time import day_of, end_of, start_of
from salesfloor.base.posts import Post
from salesfloor.floor.meetings import standing
from salesfloor.floor.meetings.claimed import measure_of
from salesfloor.floor.meetings.lists import title_of
from salesfloor.floor.meetings.models import Attendance, Meeting, Status
from salesfloor.floor.results import api as results
from salesfloor.floor.targets import api as targets
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.commands import StaffActor
    from salesfloor.web.requests import StaffRequest

POSTS: Final = frozenset({Post.SALESPERSON, Post.LEAD, Post.MANAGER})
TARGETS: Final = "targets"


def part(request: StaffRequest) -> dict[str, Any]:
    """Return the meetings of today that one is called to or chairs, and the claim that is still open today."""
    actor = results.staff_actor(request.actor)
    meetings = _meetings(actor, request.at)
    came = Attendance.objects.filter(staff_id=actor.staff_id, meeting__in=meetings)
    there = set(came.values_list("meeting_id", flat=True)) if meetings else set()
    shown = [(row, title_of(row), row.pk in there) for row in meetings]
    weekly = next((row.code for row in meetings if row.week is not None), "")
    return {"meetings": shown, "claim": _claim(actor, request.at), "weekly": weekly}


def _meetings(actor: StaffActor, at: datetime) -> list[Meeting]:
    today = day_of(at)
    rows = Meeting.objects.filter(
        site_id=actor.site_id,
        status__in=(Status.PLANNED, Status.OPEN),
        starts_at__gte=start_of(today),
        starts_at__lt=end_of(today),
    )
    return [row for row in rows.order_by("starts_at") if _concerns(row, actor, at)]


def _concerns(row: Meeting, actor: StaffActor, at: datetime) -> bool:
    return actor.staff_id in standing.invited(row, at) or standing.is_chair(row, actor, at)


def _claim(actor: StaffActor, at: datetime) -> str:
    """Return the week whose target the person can claim today for the last time, and has not; else nothing."""
    if actor.post is not Post.SALESPERSON:
        return ""
    if TARGETS not in rulebook.policies(actor.site_id, at)["floor.duties"]:
        return ""
    site = people.Site.objects.get(pk=actor.site_id)
    week = targets.period_to_claim(site.pk, at)
    if targets.time_to_claim(site, actor.staff_id, week, at).ends != end_of(day_of(at)):
        return ""
    claimed = targets.claim_in_force(actor.staff_id, week, measure_of(actor.site_id, at))
    return "" if claimed else str(week)
