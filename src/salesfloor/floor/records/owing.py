"""Who owes records, reports and plans, and when they are due (7.1.6, 7.1.10)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

import chinese_calendar

from salesfloor.base.china_time import at_time, day_of, start_of
from salesfloor.base.periods import Period, PeriodKind, containing
from salesfloor.base.posts import Post
from salesfloor.floor.records import rules
from salesfloor.floor.results import api as results
from salesfloor.kernel.duties import api as duties
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_WEEKS: Final = 9
"""So many weeks back a report may fall due late, after a long leave."""
_FRIDAY: Final = 4


def door(site_id: int, day: date, known_at: datetime) -> datetime:
    """Return when the door of a day shuts, by the policy in force on that day."""
    return rules.door_of(day, rulebook.policies_on(site_id, day, known_at)["records.hand_in_by"])


def is_missed(site_id: int, code: str, day: date) -> bool:
    """Tell whether it is on record that a person did not hand in a day's records."""
    missed = duties.Miss.objects.filter(site_id=site_id, duty="hand_in", subject=code)
    return missed.filter(period=day.isoformat()).exists()


def owing_records(site: people.Site, day: date, at: datetime) -> list[people.Staff]:
    """Return who owes the records of a day: who was expected, and of whom the registers say anything."""
    attendance = leave.Attendance(site, day, day)
    return [
        one
        for one in sorted(attendance.staff.values(), key=lambda each: each.code)
        if one.post == Post.SALESPERSON and owes_records(site, attendance, one, day, at)
    ]


def owes_records(
    site: people.Site,
    attendance: leave.Attendance,
    person: people.Staff,
    day: date,
    at: datetime,
) -> bool:
    """Tell whether a person owes the records of a day."""
    if person.pk in attendance.staff and attendance.is_expected(person.pk, day):
        return True
    return not results.done_on(site.pk, person.pk, day, day, at).is_nothing


def lead_of_day(site: people.Site, staff_id: int, day: date) -> people.Staff | None:
    """Return to whom the records of a day go: who leads the team at its closing hour."""
    closes = leave.hours_of(site, day)[1]
    team_id = people.TeamHistory([staff_id]).at(staff_id, closes)
    return leave.acting_lead(team_id, closes) if team_id else None


def week_due(
    site: people.Site, staff_id: int, week: Period, attendance: leave.Attendance, at: datetime
) -> datetime:
    """Return when a person's report on a week is due: on the next day on which they are expected."""
    policy = rulebook.policies_on(site.pk, week.next().first, at)["weekly_report.due"]
    day, clock = rules.due_day(policy, week.first)
    base = day
    while day <= attendance.last:
        if staff_id in attendance.staff and attendance.is_expected(staff_id, day):
            return at_time(day, clock)
        day += timedelta(days=1)
    return at_time(base, clock)


def reporting_days(site: people.Site, week: Period) -> leave.Attendance:
    """Return who was expected from a week on until its report falls due at the latest."""
    return leave.Attendance(site, week.first, week.last + timedelta(weeks=MOST_WEEKS))


def last_working_day_in_china(month: Period) -> date:
    """Return the last day of a month that is worked in China; Monday to Friday where nothing is set."""
    days = (month.last - timedelta(days=back) for back in range(month.days))
    return next(day for day in days if _is_worked(day))


def _is_worked(day: date) -> bool:
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() <= _FRIDAY


def plan_window(month: Period) -> rules.Window:
    """Return when the plan of a month is taken."""
    return rules.window_of_month(month.first, last_working_day_in_china(month.previous()))


def month_to_plan(at: datetime) -> Period:
    """Return the month whose time it is: the next one, or this one as long as it is taken late."""
    this = containing(day_of(at), PeriodKind.MONTH)
    following = this.next()
    if at < plan_window(following).opens and at < plan_window(this).ends:
        return this
    return following


def month_planned_at(at: datetime) -> Period | None:
    """Return the month whose plan is taken at a moment, in time or late; None between two such times."""
    month = month_to_plan(at)
    window = plan_window(month)
    return month if window.opens <= at < window.ends else None


def week_to_report(at: datetime) -> Period:
    """Return the week before this one."""
    return containing(day_of(at), PeriodKind.WEEK).previous()


def open_days(site_id: int, at: datetime) -> Iterable[date]:
    """Yield the days whose door is still open, the earliest first; today is one as a rule."""
    today = day_of(at)
    for back in (1, 0):
        day = today - timedelta(days=back)
        if at < door(site_id, day, at):
            yield day


def was_there(person: people.Staff, first: date) -> bool:
    """Tell whether a person was there when a period began."""
    return person.joined_at <= start_of(first)
