"""Duties of the floor that are missed by themselves: appearance, opening and closing, kit, greeting."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base import lines
from salesfloor.base.acts import announce, board_changed, cite
from salesfloor.base.china_time import day_of, end_of, start_of
from salesfloor.base.lines import on
from salesfloor.base.periods import PeriodKind, containing
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.sql import fetch_all
from salesfloor.floor.manners.commands.helping import CALLED
from salesfloor.floor.manners.models import TeamCheck
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.checks import api as checks
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.duties import api as duties
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.tasks import api as tasks
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from salesfloor.base.lines import Entry

_OPENING: Final = duties.inner_duty(
    "opening", "3.6.2.3", "Opening the floor", "开场检查", part_of="floor_checks"
)
_CLOSING: Final = duties.inner_duty(
    "closing", "3.6.2.3", "Closing the floor", "收场检查", part_of="floor_checks"
)
_KIT_AFTER: Final = timedelta(minutes=30)
GREETING: Final = "greeting_overdue"
KIT_OF_TODAY: Final = "kit_after_signing_in"
_CALLS_FOR_HELP: Final = """
    SELECT number FROM manners_help WHERE site_id = %s AND ref = %s AND taken_at IS NULL
"""
_OVERDUE: Final = lines.line(
    GREETING,
    "performance",
    phrase("A customer at the door was not greeted in time."),
    facts={"arrival": int},
)


def _miss(
    duty: duties.Duty,
    day: duties.SiteDay,
    subject: str,
    who: list[tuple[int, str]],
    at: datetime,
) -> None:
    missed = duties.Missed.of_days(duty, day.site.pk, subject, (day.day, day.day), at)
    duties.record_miss(missed, who, at)


@duties.daily("duty_missed_appearance", word=phrase("The team's appearance was not checked"), duty="team_appearance",
              clock=lambda day: day.clock("appearance.check_by"))  # fmt: skip
def judge_appearance(day: duties.SiteDay, at: datetime) -> None:
    """Count teams of which somebody is there and nobody was looked at (3.6.2.1)."""
    there = set(reception.signed_in_between(day.site.pk, start_of(day.day), at))
    looked_at = set(
        TeamCheck.objects.filter(site_id=day.site.pk, on=day.day, at__lt=at).values_list(
            "team_id", flat=True
        )
    )
    history = people.TeamHistory(there)
    present = {history.at(staff_id, at) for staff_id in there}
    for team in people.Team.objects.filter(site_id=day.site.pk).order_by("name"):
        if team.pk in present and team.pk not in looked_at:
            lead = leave.acting_lead(team.pk, at)
            _miss(
                duties.duties_of_floor()["team_appearance"],
                day,
                team.name,
                [(lead.pk, lead.code)] if lead else [],
                at,
            )


def _floor_check(duty: duties.Duty, checklist: str, day: duties.SiteDay, at: datetime) -> None:
    """Count a check of the floor that nobody did in time, on working days."""
    if not leave.is_working_day(day.site.pk, day.day):
        return
    done = checks.Check.objects.filter(
        site_id=day.site.pk,
        checklist=checklist,
        at__gte=start_of(day.day),
        at__lt=at,
        struck_at=None,
    )
    if not done.exists():
        _miss(duty, day, day.site.code, _on_duty(day, at), at)


def _on_duty(day: duties.SiteDay, at: datetime) -> list[tuple[int, str]]:
    rows = reception.Duty.objects.filter(site_id=day.site.pk, on=day.day)
    ids = list(rows.values_list("staff_id", flat=True))
    if ids:
        return sorted(people.codes_of(ids).items(), key=lambda one: one[1])
    managers = people.working_at(day.site.pk, at).filter(post=Post.MANAGER).order_by("code")
    return list(managers.values_list("pk", "code")[:1])


@duties.daily("duty_missed_opening", word=phrase("The opening check was not done"), duty="floor_checks",
              clock=lambda day: leave.hours_of(day.site, day.day)[0]
              + timedelta(minutes=day.value("floor_check.opening_minutes")))  # fmt: skip
def judge_opening(day: duties.SiteDay, at: datetime) -> None:
    """Judge whether the floor was looked over when it opened (3.6.2.3)."""
    _floor_check(_OPENING, "floor_opening", day, at)


@duties.daily("duty_missed_closing", word=phrase("The closing check was not done"), duty="floor_checks",
              clock=lambda day: leave.hours_of(day.site, day.day)[1]
              + timedelta(minutes=day.value("floor_check.closing_minutes")))  # fmt: skip
def judge_closing(day: duties.SiteDay, at: datetime) -> None:
    """Judge whether the floor was looked over when it closed (3.6.2.3)."""
    _floor_check(_CLOSING, "floor_closing", day, at)


def _miss_kit(day: duties.SiteDay, staff_id: int, code: str, at: datetime) -> None:
    _miss(duties.duties_of_floor()["kit"], day, code, [(staff_id, code)], at)


def _kit_checks(site_id: int, code: str, from_day: date) -> QuerySet[checks.Check]:
    return checks.Check.objects.filter(
        site_id=site_id,
        checklist="kit",
        subject=code,
        at__gte=start_of(from_day),
        struck_at=None,
    )


@duties.daily(
    "duty_missed_kit",
    word=phrase("The sales kit was not checked"),
    duty="kit",
    clock=lambda day: end_of(day.day),
)
def judge_kit(day: duties.SiteDay, at: datetime) -> None:
    """Judge at the end of a person's first day of the week whether the kit was gone through (7.1.13)."""
    if day.value("kit.check_on") != "weekly":
        return
    week = containing(day.day, PeriodKind.WEEK)
    attendance = leave.attendance(day.site, [week.first, day.day])
    earlier = [week.first + timedelta(days=number) for number in range(day.day.weekday())]
    for person in attendance.expected(day.day):
        is_first = not any(attendance.is_expected(person.pk, one) for one in earlier)
        if person.post != Post.SALESPERSON or not is_first:
            continue
        if not _kit_checks(day.site.pk, person.code, week.first).filter(at__lt=at).exists():
            _miss_kit(day, person.pk, person.code, at)


@on(reception.SIGNED_IN)
def ask_for_kit(entry: Entry) -> None:
    """Let the kit be gone through within half an hour of the day's first signing in (7.1.13)."""
    if rulebook.policies(entry.site_id, entry.at)["kit.check_on"] != "sign_in":
        return
    site = people.Site.objects.get(pk=entry.site_id)
    day = duties.SiteDay(site, day_of(entry.at), entry.at)
    if not day.runs("kit"):
        return
    person = people.Staff.objects.get(pk=entry.body["staff_id"])
    begins_at = start_of(day.day)
    is_first = person.pk not in reception.signed_in_between(site.pk, begins_at, entry.at)
    if is_first and person.joined_at <= begins_at:
        due_at = entry.at + _KIT_AFTER
        deadlines.set_due(KIT_OF_TODAY, subject=person.pk, site_id=site.pk, due_at=due_at)


@deadlines.handler(
    KIT_OF_TODAY,
    word=phrase("The sales kit of somebody who signed in late is looked at"),
    limit=deadlines.Limit.DURATION,
)
def judge_kit_of_today(deadline: deadlines.Deadline, at: datetime) -> None:
    """Judge half an hour after signing in whether the kit was gone through."""
    site = people.Site.objects.get(pk=deadline.site_id)
    day = duties.SiteDay(site, day_of(at - _KIT_AFTER), at)
    code = people.codes_of([deadline.subject])[deadline.subject]
    if not _kit_checks(site.pk, code, day.day).filter(at__lte=at).exists():
        _miss_kit(day, deadline.subject, code, at)


@on("end")
def forget_calls_for_help(entry: Entry) -> None:
    """Take calls for help off the lists once the customer has gone (7.2.4)."""
    for (number,) in fetch_all(_CALLS_FOR_HELP, (entry.site_id, entry.body["ref"])):
        work.settle(kind=CALLED, subject=f"help:{number}", site_id=entry.site_id, at=entry.at)


@on("finish_task")
def tell_that_it_is_there(entry: Entry) -> None:
    """Tell who lacked something of the kit that it is supplied (7.1.13)."""
    task = tasks.Task.objects.get(site_id=entry.site_id, number=entry.body["task"])
    kind, _, number = task.about.partition(":")
    if kind != "check" or not number.isdecimal():
        return
    done = checks.Check.objects.filter(site_id=entry.site_id, number=int(number), checklist="kit")
    person = people.Staff.objects.filter(code__in=done.values("subject")).first()
    if person is not None:
        messages.tell(
            staff_id=person.pk,
            site_id=entry.site_id,
            at=entry.at,
            clause="7.1.13",
            sentence=phrase("What your kit lacked is there: {what}", what=task.what),
            subject=f"task:{task.number}",
        )


@on(reception.ARRIVED)
def watch_the_door(entry: Entry) -> None:
    """Let it be seen whether somebody greets a customer at the door in time (9.1.1.2)."""
    site = people.Site.objects.get(pk=entry.site_id)
    if not duties.SiteDay(site, day_of(entry.at), entry.at).runs("greeting"):
        return
    seconds = rulebook.policies(site.pk, entry.at)["greet.within_seconds"]
    due_at = entry.at + timedelta(seconds=seconds)
    deadlines.set_due(GREETING, subject=entry.body["arrival"], site_id=site.pk, due_at=due_at)


@deadlines.handler(
    GREETING, word=phrase("Nobody greets who stands at the door"), limit=deadlines.Limit.DURATION
)
def tell_of_the_door(deadline: deadlines.Deadline, at: datetime) -> None:
    """Tell every screen of the floor that nobody received who is at the door (9.1.1.2)."""
    if not reception.is_at_the_door(deadline.subject, at):
        return
    facts: dict[str, Any] = {"arrival": deadline.subject}
    actor = deadlines.system_actor(deadline.site_id)
    registers.write(_OVERDUE, actor=actor, at=at, body=facts, site_id=deadline.site_id)
    cite("9.1.1.2")
    board_changed()
    announce(GREETING, "9.1.1.2", at=at, **facts)
