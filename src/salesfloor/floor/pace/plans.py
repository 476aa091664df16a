"""The plan of a written warning: until when it runs with leave, and what was reached (4.5.2)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of, end_of
from salesfloor.floor.results import api as results
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from salesfloor.floor.pace.models import Plan

LATEST_AFTER: Final = 7
"""A plan is judged at the latest so many days after its end, counted or not."""
_LONGEST: Final = 366


def last_day(plan: Plan, site: people.Site) -> date:
    """Return the last day of a plan: each whole day of leave in it moves it by one."""
    first = first_day(plan)
    attendance = leave.Attendance(site, first, plan.until + timedelta(days=_LONGEST))
    left, day = (plan.until - first).days + 1, first
    while True:
        if not attendance.leave_on(plan.warning.staff_id, day):
            left -= 1
        if left <= 0 or day >= attendance.last:
            return day
        day += timedelta(days=1)


def first_day(plan: Plan) -> date:
    """Return the day after the warning was received."""
    received = plan.warning.delivered_at or plan.warning.given_at
    return day_of(received) + timedelta(days=1)


def judge(plan: Plan, site: people.Site, at: datetime) -> Fraction | None:
    """Return what was reached, or None while the plan runs or days of it are not counted."""
    last = last_day(plan, site)
    if at < end_of(last):
        return None
    measure = results.Measure(plan.measure)
    tally = results.tally(site, measure, first_day(plan), last, at)
    is_counted = all(staff_id != plan.warning.staff_id for staff_id, _ in tally.provisional())
    if not is_counted and day_of(at) < last + timedelta(days=LATEST_AFTER):
        return None
    return tally.of_person(plan.warning.staff_id)
