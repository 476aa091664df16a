"""Talks that are due with those who lag, and reviews that were not held (4.4)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from salesfloor.base import lines
from salesfloor.base.acts import announce, cite
from salesfloor.base.china_time import day_of, end_of, start_of
from salesfloor.base.fields import Who
from salesfloor.base.periods import PeriodKind, containing
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.shares import answered
from salesfloor.floor.pace import api as pace
from salesfloor.floor.results import api as results
from salesfloor.floor.tracking.commands.talking import CLAUSE, KIND
from salesfloor.floor.tracking.lagging import Lag, Weeks
from salesfloor.floor.tracking.models import Review, Talk, TalkDue
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.duties import api as duties
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work

NOT_TALKED: Final = "duty_missed_talk"
TALK_DUTY: Final = duties.inner_duty("talk", CLAUSE, "A talk with somebody who lags", "落后谈话")
_WORKING_DAYS: Final = 3
_DUE: Final = lines.line(
    "talk_due",
    "performance",
    phrase("A talk with {who} is due by {due_on}."),
    facts={"who": Who, "due_on": str},
)


@duties.daily("talk_due", word=phrase("A talk falls due"), duty="targets", clock=lambda day: day.clock("daily_report.at"),
              phase=deadlines.Phase.OPENING)  # fmt: skip
def announce_talks(day: duties.SiteDay, at: datetime) -> None:
    """On the first working day of a week, say with whom a talk is due, by whom and until when."""
    week = containing(day.day, PeriodKind.WEEK)
    working = leave.working_days(day.site.pk, week.first, day.day)
    if working != [day.day]:
        return
    attendance = leave.Attendance(day.site, day.day, day.day)
    weeks = Weeks(day.site, at)
    for person in attendance.expected(day.day):
        if person.post != Post.SALESPERSON:
            continue
        lag = weeks.lag_of(person)
        if lag.is_lagging:
            _fall_due(day.site, lag, str(week), at)


def _fall_due(site: people.Site, lag: Lag, week: str, at: datetime) -> None:
    person = lag.person
    team_id = people.team_at(person, at)
    owed_by = leave.acting_lead(team_id, at) if team_id else None
    due_on = pace.working_day_after(site.pk, day_of(at), _WORKING_DAYS)
    due, is_new = TalkDue.objects.get_or_create(
        staff_id=person.pk,
        week=week,
        defaults={
            "site_id": site.pk,
            "at": at,
            "owed_by_id": owed_by.pk if owed_by else None,
            "due_on": due_on,
        },
    )
    if not is_new:
        return
    facts: dict[str, Any] = {
        "who": person.code,
        "weeks": [
            {"period": str(one.period), "completion": answered(one.completion, 4)}
            for one in reversed(lag.weeks)
        ],
        "owed_by": owed_by.code if owed_by else None,
        "due_on": due_on.isoformat(),
    }
    body = {"who": person.code, "owed_by": facts["owed_by"], "due_on": facts["due_on"]}
    actor = deadlines.system_actor(site.pk)
    registers.write(_DUE, actor=actor, at=at, body=body, site_id=site.pk)
    cite(CLAUSE)
    announce("talk_due", CLAUSE, at=at, **facts)
    deadlines.set_due(NOT_TALKED, subject=due.pk, site_id=site.pk, due_at=end_of(due_on))
    managers = people.working_at(site.pk, at).filter(post=Post.MANAGER)
    told = {person.pk, *managers.values_list("pk", flat=True)}
    if owed_by is not None:
        told.add(owed_by.pk)
        work.owe(
            kind=KIND,
            subject=f"talk_due:{due.pk}",
            site_id=site.pk,
            clause=CLAUSE,
            sentence=phrase("Talk with {who}: what would help?", who=person.code),
            at=at,
            due_at=end_of(due_on),
            staff_ids=[owed_by.pk],
            command="talk",
            given={"who": person.code},
        )
    messages.tell_all(
        sorted(told),
        site_id=site.pk,
        at=at,
        clause=CLAUSE,
        sentence=phrase("A talk with {who} is due by {due_on}.", who=person.code, due_on=due_on),
    )


@deadlines.handler(NOT_TALKED, word=phrase("A talk is not held in time"))
def miss_talk(deadline: deadlines.Deadline, at: datetime) -> None:
    """Write down that nobody has talked with a person who lags."""
    due = TalkDue.objects.get(pk=deadline.subject)
    work.settle(kind=KIND, subject=f"talk_due:{due.pk}", site_id=due.site_id, at=at)
    week = containing(day_of(due.at), PeriodKind.WEEK)
    talks = Talk.objects.filter(staff_id=due.staff_id, at__gte=start_of(week.first), at__lt=at)
    if talks.exists():
        return
    codes = people.codes_of([due.staff_id, *([due.owed_by_id] if due.owed_by_id else [])])
    missed = duties.Missed.of_days(
        TALK_DUTY, due.site_id, codes[due.staff_id], (week.first, week.last), at, period=due.week
    )
    who = [(due.owed_by_id, codes[due.owed_by_id])] if due.owed_by_id else []
    duties.record_miss(missed, who, at)


@duties.daily(
    "duty_missed_reviews",
    word=phrase("Reviews are missing"),
    duty="reviews",
    clock=lambda day: end_of(day.day),
)
def miss_reviews(day: duties.SiteDay, at: datetime) -> None:
    """At the end of the last working day of a period, write down who was not reviewed in it."""
    kind = PeriodKind(day.value("review.every"))
    period = containing(day.day, kind)
    working = leave.working_days(day.site.pk, period.first, period.last)
    if not working or working[-1] != day.day:
        return
    if not duties.SiteDay(day.site, period.first, at).runs("reviews"):
        return
    attendance = leave.Attendance(day.site, day.day, day.day)
    held = set(
        Review.objects.filter(
            site_id=day.site.pk, at__gte=start_of(period.first), at__lt=at
        ).values_list("staff_id", flat=True)
    )
    duty = duties.duties_of_floor()["reviews"]
    for person in sorted(attendance.staff.values(), key=lambda one: one.code):
        is_there = person.joined_at <= start_of(period.first)
        if person.post not in results.SELLERS or person.pk in held or not is_there:
            continue
        if not attendance.is_employed(person.pk, day.day):
            continue
        missed = duties.Missed.of_days(
            duty, day.site.pk, person.code, (period.first, period.last), at, period=str(period)
        )
        duties.record_miss(missed, _who_reviews(day.site, person, at), at)


def _who_reviews(site: people.Site, person: people.Staff, at: datetime) -> list[tuple[int, str]]:
    """Return who owes a review: a salesperson's lead, a lead's managers."""
    if person.post == Post.SALESPERSON:
        team_id = people.TeamHistory([person.pk]).at(person.pk, at)
        lead = people.Staff.objects.filter(
            team_id=team_id or 0, post=Post.LEAD, left_at=None
        ).first()
        if lead is not None:
            return [(lead.pk, lead.code)]
    managers = people.working_at(site.pk, at).filter(post=Post.MANAGER).order_by("code")
    return list(managers.values_list("pk", "code"))
