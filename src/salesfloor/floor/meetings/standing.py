"""Which meetings stand: the weekly one plans itself; who is called to a meeting, who chairs it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import at_time, day_of, end_of, start_of
from salesfloor.base.periods import Period, PeriodKind, containing
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.trades import WITH_ROTATION, Trade
from salesfloor.base.weekdays import Weekday
from salesfloor.floor.meetings import rules
from salesfloor.floor.meetings.models import Kind, Meeting, Status
from salesfloor.floor.reception import api as reception
from salesfloor.floor.results import api as results
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.duties import api as duties
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.base.commands import StaffActor

DUTY: Final = "weekly_meeting"
MISSED: Final = "weekly_meeting_missed"
TITLE: Final = phrase("Weekly meeting")
_WEEKLY: Final = re.compile(r"weekly-(\d{4}-W\d{2})")
SELLERS: Final = (Post.LEAD, Post.SALESPERSON)


def week_of(day: date) -> Period:
    """Return the ISO week in which a day lies."""
    return containing(day, PeriodKind.WEEK)


def code_of(week: Period) -> str:
    """Return what the weekly meeting of a week is called."""
    return f"weekly-{week}"


def is_weekly_code(code: str) -> bool:
    """Tell whether a name is one that weekly meetings have."""
    return _WEEKLY.fullmatch(code) is not None


def usual_start(site: people.Site, week: Period, at: datetime) -> datetime | None:
    """Return when a week's meeting begins by the policies, or None in a week without working days."""
    policy = rulebook.policies_on(site.pk, week.first, at)
    weekday = Weekday(policy["weekly_meeting.weekday"])
    first = week.first + timedelta(days=weekday.days_after_monday)
    working = leave.working_days(site.pk, first, week.last)
    if not working:
        return None
    return at_time(working[0], time.fromisoformat(policy["weekly_meeting.at"]))


def weekly(site: people.Site, week: Period, at: datetime, *, lock: bool = False) -> Meeting | None:
    """Return a week's meeting as it stands, not saved where policies move it; None without one."""
    rows = Meeting.objects.select_for_update() if lock else Meeting.objects
    row = rows.filter(site_id=site.pk, week=week.first).first()
    if row is not None and (row.is_moved or row.status not in {Status.PLANNED, Status.OFF}):
        return row
    starts_at = usual_start(site, week, at)
    day = week.first if starts_at is None else day_of(starts_at)
    is_on = starts_at is not None and duties.is_on(site, DUTY, day, at)
    is_known = row is not None or start_of(week.first - timedelta(days=7)) <= at
    if starts_at is None or not is_on or not is_known or starts_at < site.created_at:
        return None
    if row is None:
        row = Meeting(site_id=site.pk, code=code_of(week), week=week.first, planned_at=at)
        row.title, row.kind = TITLE.template, Kind.ROUTINE.value
    row.starts_at, row.status = starts_at, Status.PLANNED
    return row


def plan(site: people.Site, week: Period, at: datetime) -> Meeting | None:
    """Write down a week's meeting as it stands, and watch that it is opened."""
    known = Meeting.objects.filter(site_id=site.pk, week=week.first)
    row = weekly(site, week, at, lock=True)
    if row is None:
        _call_off(known.first(), at)
        return None
    before = known.values_list("starts_at", "status").first()
    if before != (row.starts_at, row.status):
        row.save()
        watch(row)
    return row


def _call_off(row: Meeting | None, at: datetime) -> None:
    """Take a weekly meeting off that does not stand any more."""
    if row is not None and row.status == Status.PLANNED:
        row.status = Status.OFF
        row.save(update_fields=["status"])
        deadlines.settle(MISSED, subject=row.pk, at=at)


def watch(row: Meeting) -> None:
    """Let it be judged an hour after its start whether a weekly meeting was opened."""
    due_at = row.starts_at + rules.MISSED_AFTER
    deadlines.set_due(MISSED, subject=row.pk, site_id=row.site_id, due_at=due_at)


def weeks_ahead(at: datetime) -> tuple[Period, Period]:
    """Return the weeks whose meetings stand by now: this one and the next."""
    week = week_of(day_of(at))
    return week, week.next()


def plan_ahead(site: people.Site, at: datetime) -> None:
    """Write down the weekly meetings of this week and the next."""
    for week in weeks_ahead(at):
        plan(site, week, at)


def next_weekly(site: people.Site, at: datetime) -> Meeting:
    """Return the next weekly meeting: one of today that is not over, or the one that comes.

    :raises Refused: `input` where none is planned.
    """
    today = start_of(day_of(at))
    for week in weeks_ahead(at):
        row = weekly(site, week, at)
        if row is None:
            continue
        if row.status == Status.OPEN or (row.status == Status.PLANNED and row.starts_at >= today):
            return row
    raise bad_input(phrase("No weekly meeting is planned. Name the meeting."))


def next_after(row: Meeting, site: people.Site, at: datetime) -> Meeting | None:
    """Return the next meeting of the site that begins after one, planned by somebody or by itself."""
    by_people = Meeting.objects.filter(
        site_id=site.pk, status=Status.PLANNED, starts_at__gt=row.starts_at, team_id=row.team_id
    ).exclude(pk=row.pk or 0)
    found = [one for one in [by_people.filter(week=None).order_by("starts_at").first()] if one]
    weeks = (weekly(site, week, at) for week in weeks_ahead(at))
    found += [
        one
        for one in weeks
        if one is not None and one.status == Status.PLANNED and one.starts_at > row.starts_at
    ]
    return min(found, key=lambda one: one.starts_at, default=None)


def meeting_day(site: people.Site, week: Period, at: datetime) -> date | None:
    """Return the day of a week's meeting as it stands; without the duty, the policy's weekday."""
    row = weekly(site, week, at)
    if row is not None and row.status not in {Status.CANCELLED, Status.OFF}:
        return day_of(row.starts_at)
    starts_at = usual_start(site, week, at)
    return day_of(starts_at) if starts_at else None


def meeting_named(code: str, site: people.Site, at: datetime, *, lock: bool = True) -> Meeting:
    """Return a meeting by its name, locked and written down unless `lock` is False.

    :raises Refused: `input` where there is none.
    """
    row = None
    week = _week_named(code)
    if week is not None:
        row = plan(site, week, at) if lock else weekly(site, week, at)
    elif code:
        rows = Meeting.objects.select_for_update() if lock else Meeting.objects
        row = rows.filter(site_id=site.pk, code=code).first()
    if row is None:
        raise bad_input(phrase("There is no meeting called {meeting} here.", meeting=code))
    return row


def _week_named(code: str) -> Period | None:
    found = _WEEKLY.fullmatch(code)
    if found is None:
        return None
    year, number = found[1].split("-W")
    try:
        return week_of(date.fromisocalendar(int(year), int(number), 1))
    except ValueError:
        return None


def is_chair(row: Meeting, actor: StaffActor, at: datetime) -> bool:
    """Tell whether somebody chairs a meeting: who planned it, a manager, or who stands in for one."""
    if actor.post in MANAGERS or row.planned_by_id == actor.staff_id:
        return True
    managers = people.working_at(row.site_id, at).filter(post=Post.MANAGER)
    standing = (leave.stands_in(one, at) for one in managers)
    return any(one is not None and one.pk == actor.staff_id for one in standing)


def chairs(row: Meeting, at: datetime) -> list[int]:
    """Return whom a meeting's chair is told: who planned it, else the managers or who stands in."""
    if row.planned_by_id is not None:
        return [row.planned_by_id]
    managers = people.working_at(row.site_id, at).filter(post=Post.MANAGER).order_by("code")
    standing = (leave.stands_in(one, at) for one in managers)
    return list(dict.fromkeys(one.pk for one in standing if one is not None))


def duty_of(site: people.Site, starts_at: datetime, minutes: int) -> tuple[bool, list[int]]:
    """Return whether a meeting lies in opening hours of a rotation, and who has duty then."""
    day = day_of(starts_at)
    if Trade(site.trade) not in WITH_ROTATION or not leave.is_working_day(site.pk, day):
        return False, []
    if not rules.overlaps(starts_at, minutes, leave.hours_of(site, day)):
        return False, []
    rows = reception.Duty.objects.filter(site_id=site.pk, on=day)
    return True, list(rows.values_list("staff_id", flat=True))


def invited(row: Meeting, at: datetime) -> list[int]:
    """Return who is called to a meeting before duty takes anybody out: those named, or who works there."""
    if row.named is not None:
        return list(row.named)
    if row.team_id is not None:
        members = results.members_of(row.team_id, row.site_id, at)
        return [one.pk for one in members]
    working = people.working_at(row.site_id, at).filter(
        post__in=SELLERS, joined_at__lt=end_of(day_of(at))
    )
    return list(working.order_by("code").values_list("pk", flat=True))


def codes(staff_ids: list[int]) -> list[str]:
    """Return the codes of people, in order."""
    return sorted(people.codes_of(staff_ids).values())
