"""What happens to records by itself: the door shuts, reports and plans fall due (7.1.6, 7.1.10)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from salesfloor.base import lines
from salesfloor.base.acts import announce, cite
from salesfloor.base.china_time import at_time, day_of, end_of, start_of
from salesfloor.base.periods import PeriodKind, containing
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.floor.records import owing
from salesfloor.floor.records.commands.handing_in import KIND, subject_of
from salesfloor.floor.records.models import HandIn, Report, ReportKind
from salesfloor.floor.results import api as results
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.duties import api as duties
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from salesfloor.base.periods import Period

_OPENS = lines.line(
    "month_plan_opens",
    "performance",
    phrase("Plans for {month} can be written, until the end of {due_on}."),
    facts={"month": str, "due_on": date},
)


@duties.daily("hand_in_asked", word=phrase("What is to be handed in is asked for"), duty="hand_in", clock=lambda day: at_time(day.day, day.site.closes),
              phase=deadlines.Phase.OPENING)  # fmt: skip
def remind_of_the_door(day: duties.SiteDay, at: datetime) -> None:
    """Put the day's records on the list of everybody who owes them and has not handed in."""
    door = owing.door(day.site.pk, day.day, at)
    if door <= at:
        return
    handed_in = set(
        HandIn.objects.filter(site_id=day.site.pk, on=day.day).values_list("staff_id", flat=True)
    )
    for person in owing.owing_records(day.site, day.day, at):
        if person.pk in handed_in:
            continue
        work.owe(
            kind=KIND,
            subject=subject_of(person.code, day.day),
            site_id=day.site.pk,
            clause="7.1.10",
            sentence=phrase("Hand in your records of {on}.", on=day.day),
            at=at,
            due_at=door,
            staff_ids=[person.pk],
            command="hand_in",
            given={"on": day.day.isoformat()},
        )


@duties.daily(
    "duty_missed_hand_in",
    word=phrase("Something to hand in is missing"),
    duty="hand_in",
    clock=lambda day: owing.door(day.site.pk, day.day, day.known_at),
)
def shut_the_door(day: duties.SiteDay, at: datetime) -> None:
    """Shut the door of a day: what is not handed in is missed, with nobody acting (7.1.10)."""
    site, on = day.site, day.day.isoformat()
    rows = {row.staff_id: row for row in HandIn.objects.filter(site_id=site.pk, on=day.day)}
    owing_now = owing.owing_records(site, day.day, at)
    missing = [one for one in owing_now if one.pk not in rows]
    duties.record_misses(
        [
            (_missed(site, "hand_in", one.code, on, (day.day, day.day), at), [(one.pk, one.code)])
            for one in missing
        ],
        at,
    )
    subjects = [subject_of(one.code, day.day) for one in missing]
    work.settle_each(kind=KIND, subjects=subjects, site_id=site.pk, at=at)
    done = [one for one in owing_now if one.pk in rows]
    duties.keep_each_done(site.pk, "hand_in", [one.code for one in done], on, at)
    for person in done:
        if rows[person.pk].added_at < at:
            _add_the_rest(rows[person.pk], at)


def _add_the_rest(row: HandIn, at: datetime) -> None:
    """Add to the records what happened after they were handed in last."""
    done = results.done_on(row.site_id, row.staff_id, row.on, row.on, at)
    row.receptions, row.follow_ups, row.deals = done.receptions, done.follow_ups, done.deals
    row.save(update_fields=["receptions", "follow_ups", "deals"])


def _miss(  # noqa: PLR0917 - the facts of a miss
    site: people.Site,
    code: str,
    person: people.Staff,
    period: str,
    days: tuple[date, date],
    at: datetime,
) -> None:
    missed = _missed(site, code, person.code, period, days, at)
    duties.record_miss(missed, [(person.pk, person.code)], at)


def _missed(  # noqa: PLR0917 - the facts of a miss
    site: people.Site, code: str, subject: str, period: str, days: tuple[date, date], at: datetime
) -> duties.Missed:
    return duties.Missed.of_days(
        duties.duties_of_floor()[code], site.pk, subject, days, at, period=period
    )


def _week_clock(day: duties.SiteDay) -> datetime:
    return at_time(day.day, time.fromisoformat(day.value("weekly_report.due").split(" ")[1]))


@duties.daily(
    "duty_missed_weekly_report",
    word=phrase("A weekly report is missing"),
    duty="weekly_report",
    clock=_week_clock,
)
def miss_weekly_reports(day: duties.SiteDay, at: datetime) -> None:
    """Judge the weekly reports that are due at this clock of the day."""
    week = containing(day.day, PeriodKind.WEEK)
    for _ in range(owing.MOST_WEEKS):
        week = week.previous()
        _miss_reports_on(day.site, week, at)


def _miss_reports_on(site: people.Site, week: Period, at: datetime) -> None:
    first = duties.SiteDay(site, week.first, at)
    if not first.runs("weekly_report"):
        return
    attendance = owing.reporting_days(site, week)
    known = set(
        Report.objects.filter(
            site_id=site.pk, kind=ReportKind.WEEK, period=str(week), at__lt=at
        ).values_list("staff_id", flat=True)
    )
    days = [week.first + timedelta(days=number) for number in range(week.days)]
    for person in sorted(attendance.staff.values(), key=lambda one: one.code):
        if person.post != Post.SALESPERSON:
            continue
        owes = any(attendance.is_expected(person.pk, one) for one in days)
        if not owes or not owing.was_there(person, week.first):
            continue
        if not attendance.is_expected(person.pk, day_of(at)):
            continue
        if owing.week_due(site, person.pk, week, attendance, at) != at:
            continue
        if person.pk in known:
            duties.keep_done(site.pk, "weekly_report", person.code, str(week), at)
        else:
            _miss(site, "weekly_report", person, str(week), (week.first, week.last), at)


def _midnight(day: duties.SiteDay) -> datetime:
    return end_of(day.day)


@duties.daily(
    "duty_missed_month_plan",
    word=phrase("A plan of the month is missing"),
    duty="month_plan",
    clock=_midnight,
)
def miss_month_plans(day: duties.SiteDay, at: datetime) -> None:
    """Judge the plans of the next month at the end of the last day of the month that is worked."""
    this = containing(day.day, PeriodKind.MONTH)
    month = this.next()
    if owing.plan_window(month).due != at:
        return
    if not duties.SiteDay(day.site, this.first, at).runs("month_plan"):
        return
    known = set(
        Report.objects.filter(
            site_id=day.site.pk, kind=ReportKind.MONTH, period=str(month), at__lt=at
        ).values_list("staff_id", flat=True)
    )
    attendance = leave.Attendance(day.site, day.day, day.day)
    for person in sorted(attendance.staff.values(), key=lambda one: one.code):
        owes = attendance.is_employed(person.pk, day.day) and owing.was_there(person, this.first)
        if person.post != Post.SALESPERSON or not owes:
            continue
        if person.pk in known:
            duties.keep_done(day.site.pk, "month_plan", person.code, str(month), at)
        else:
            opens = owing.plan_window(month).opens
            _miss(day.site, "month_plan", person, str(month), (day_of(opens), day.day), at)


@duties.daily("month_plan_opens", word=phrase("The plan of the month opens"), duty="month_plan", clock=lambda day: start_of(day.day),
              phase=deadlines.Phase.OPENING)  # fmt: skip
def open_month_plans(day: duties.SiteDay, at: datetime) -> None:
    """Open the plans of the next month, seven days up to the last one that is worked (7.1.6.3)."""
    month = containing(day.day, PeriodKind.MONTH).next()
    window = owing.plan_window(month)
    if window.opens != at:
        return
    due_on = owing.last_working_day_in_china(month.previous())
    body = {"month": str(month), "due_on": due_on.isoformat()}
    actor = deadlines.system_actor(day.site.pk)
    registers.write(_OPENS, actor=actor, at=at, body=body, site_id=day.site.pk)
    cite("7.1.6.3")
    announce("month_plan_opens", "7.1.6.3", at=at, **body)
    sellers = people.working_at(day.site.pk, at).filter(post=Post.SALESPERSON)
    for person in sellers:
        work.owe(
            kind="month_plan",
            subject=f"duty:month_plan:{person.code}:{month}",
            site_id=day.site.pk,
            clause="7.1.6.3",
            sentence=phrase("Hand in your plan for {month}.", month=str(month)),
            at=at,
            due_at=window.due,
            staff_ids=[person.pk],
        )
