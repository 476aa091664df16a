"""When a target can be claimed; what counts of claims and basic targets."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of, end_of, start_of
from salesfloor.base.periods import Period, PeriodKind, containing
from salesfloor.base.weekdays import Weekday
from salesfloor.floor.targets.models import Claim, Target
from salesfloor.floor.targets.rules import ClaimTime
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Callable

    MeetingDay = Callable[[people.Site, Period, datetime], date | None]

_WEEK: Final = timedelta(days=7)


def _by_policy(site: people.Site, week: Period, at: datetime) -> date | None:
    """Return the weekday of the meeting, or the next day of the week on which the site works."""
    weekday = rulebook.policies_on(site.pk, week.first, at)["weekly_meeting.weekday"]
    meant = week.first + timedelta(days=Weekday(weekday).days_after_monday)
    return next((day for day in leave.working_days(site.pk, meant, week.last)), None)


_MEETING_DAY: Final[list[MeetingDay]] = [_by_policy]


def use_meetings(meeting_day: MeetingDay) -> None:
    """Name how the day of a week's meeting is found; the module of meetings provides it."""
    _MEETING_DAY[:] = [meeting_day]


def meeting_day(site: people.Site, week: Period, at: datetime) -> date | None:
    """Return the day of a week's meeting as it stands, or None for a week without one."""
    return _MEETING_DAY[0](site, week, at)


def period_to_claim(site_id: int, at: datetime) -> Period:
    """Return the week that is claimed now: this one, or by policy the next."""
    week = containing(day_of(at), PeriodKind.WEEK)
    policy = rulebook.policies(site_id, at)["weekly_meeting.claims_for"]
    return week.next() if policy == "next_week" else week


def time_to_claim(site: people.Site, staff_id: int, period: Period, at: datetime) -> ClaimTime:
    """Return from when to when a person can claim a target of a period."""
    opens = start_of(period.first - _WEEK)
    if period.kind is not PeriodKind.WEEK:
        days = rulebook.policies_on(site.pk, max(period.first, day_of(at)), at)["target.claim_days"]
        return ClaimTime(opens, end_of(period.first + timedelta(days=days - 1)))
    attendance = leave.Attendance(site, period.first, period.last)
    return ClaimTime(opens, end_of_claiming(site, staff_id, period, attendance, at))


def week_to_offer(site: people.Site, staff_id: int, at: datetime) -> Period:
    """Return the week that a form offers a person to claim: the next one once this one's time is over."""
    week = period_to_claim(site.pk, at)
    return week if at < time_to_claim(site, staff_id, week, at).ends else week.next()


def end_of_claiming(
    site: people.Site, staff_id: int, week: Period, attendance: leave.Attendance, at: datetime
) -> datetime:
    """Return the end of the meeting's day, or of the first day on which the person is expected."""
    meets = meeting_day(site, week, at)
    days = [] if meets is None else [meets]
    if staff_id in attendance.staff:
        here = (day for day in attendance.working if attendance.is_expected(staff_id, day))
        first = next(here, None)
        days += [] if first is None else [first]
    return end_of(max(days, default=week.first))


def lock_targets_of(staff_id: int) -> None:
    """Let whoever claims, signs or changes a person's targets come one after the other."""
    people.Staff.objects.select_for_update(no_key=True).get(pk=staff_id)


def claim_in_force(staff_id: int, period: Period, measure: str) -> Claim | None:
    """Return the claim that a person has signed and that stands."""
    rows = Claim.objects.filter(staff_id=staff_id, period=str(period), measure=measure)
    return rows.filter(replaced_at=None).exclude(signed_at=None).first()


def claim_to_sign(staff_id: int, period: Period, measure: str) -> Claim | None:
    """Return the claim that waits for the person's signature."""
    rows = Claim.objects.filter(staff_id=staff_id, period=str(period), measure=measure)
    return rows.filter(replaced_at=None, signed_at=None).first()


def basic_of(site_id: int, period: Period, measure: str, **scope: int) -> Target | None:
    """Return the basic target of a person or a team, or of the site where neither is named."""
    wanted = {"staff_id": None, "team_id": None, **scope}
    return Target.objects.filter(
        site_id=site_id, period=str(period), measure=measure, replaced_at=None, **wanted
    ).first()
