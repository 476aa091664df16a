"""Granting a leave: what must be so, and what follows."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.trades import WITH_ROTATION, trade_of
from salesfloor.kernel.leave import days, rules
from salesfloor.kernel.leave.models import Leave, LeaveStatus
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from salesfloor.base.commands import StaffActor

_COVERED: tuple[Post, ...] = (Post.LEAD, Post.MANAGER)


def whole_days(leave: Leave) -> list[date]:
    """Return the working days that a leave covers wholly, other leave of the person left aside."""
    site = people.Site.objects.get(pk=leave.site_id)
    last = day_of(leave.until_at - timedelta(microseconds=1))
    span = [rules.Span(leave.from_at, leave.until_at)]
    return [
        day
        for day in days.working_days(leave.site_id, day_of(leave.from_at), last)
        if rules.is_away_all_day(span, days.hours_of(site, day))
    ]


def uncovered_days(leave: Leave, person: people.Staff, covered: list[date]) -> list[date]:
    """Return the days on which no salesperson of a rotation would be expected any more (7.1.12)."""
    if trade_of(leave.site_id) not in WITH_ROTATION or person.post != Post.SALESPERSON:
        return []
    site = people.Site.objects.get(pk=leave.site_id)
    found = []
    for day in covered:
        others = (
            one
            for one in days.expected(site, day)
            if one.post == Post.SALESPERSON and one.pk != person.pk
        )
        if next(others, None) is None:
            found.append(day)
    return found


def check_grant(
    leave: Leave, person: people.Staff, actor: StaffActor, *, reason: str
) -> tuple[list[date], list[date]]:
    """Judge whether a leave may be granted; return the days it covers, and those without anybody.

    :raises Refused: 7.1.12 for an empty floor, 7.1.1 for a lead's or manager's without cover.
    """
    covered = whole_days(leave)
    uncovered = uncovered_days(leave, person, covered)
    is_managers_word = actor.post in MANAGERS and bool(reason)
    rules.leaves_somebody(uncovered, kind=leave.kind, is_managers_word=is_managers_word).enforce()
    rules.is_covered(
        needs_cover=bool(covered) and Post(person.post) in _COVERED,
        kind=leave.kind,
        has_cover=leave.cover_id is not None,
        missing=_cover_missing(leave, covered),
    ).enforce()
    return covered, uncovered


def _cover_missing(leave: Leave, covered: list[date]) -> list[date]:
    if leave.cover_id is None:
        return []
    site = people.Site.objects.get(pk=leave.site_id)
    return [
        day
        for day in covered
        if leave.cover_id == leave.staff_id
        or all(one.pk != leave.cover_id for one in days.expected(site, day))
    ]


def ask_those_above(leave: Leave, person: people.Staff, at: datetime) -> None:
    """Put a leave that is asked for on the lists of those who can grant it."""
    posts, team_id = [Post.MANAGER], None
    if person.post == Post.SALESPERSON:
        team_id = people.team_at(person, at)
    if people.height_of(Post(person.post)) >= people.height_of(Post.MANAGER):
        posts = [Post.DIRECTOR, Post.GENERAL_MANAGER]
    work.owe(
        kind="leave_to_grant",
        subject=f"leave:{leave.number}",
        site_id=leave.site_id,
        clause="7.1.1",
        sentence=phrase(
            "{who} asks for leave from {from} to {until}: grant it or say no.",
            who=person.code,
            **{"from": leave.from_at, "until": leave.until_at},
        ),
        at=at,
        due_at=leave.from_at,
        posts=posts,
        team_id=team_id,
        command="grant_leave",
        given={"leave": leave.number},
    )


def settle_asking(leave: Leave, at: datetime) -> None:
    """Take a leave that is decided off the lists."""
    work.settle(
        kind="leave_to_grant", subject=f"leave:{leave.number}", site_id=leave.site_id, at=at
    )


def tell_decision(leave: Leave, at: datetime, by: str) -> None:
    """Tell the person what was decided, and who stands in that they do."""
    is_granted = leave.status == LeaveStatus.GRANTED
    messages.tell(
        staff_id=leave.staff_id,
        site_id=leave.site_id,
        at=at,
        clause="7.1.1",
        sentence=phrase("Leave {leave} is granted by {by}.", leave=leave.number, by=by)
        if is_granted
        else phrase("Leave {leave} is not granted, says {by}.", leave=leave.number, by=by),
        subject=f"leave:{leave.number}",
    )
    if is_granted and leave.cover_id is not None:
        who = people.codes_of([leave.staff_id]).get(leave.staff_id, "")
        messages.tell(
            staff_id=leave.cover_id,
            site_id=leave.site_id,
            at=at,
            clause="7.1.1",
            sentence=phrase(
                "You stand in for {who} during leave {leave}.", who=who, leave=leave.number
            ),
            subject=f"leave:{leave.number}",
        )
