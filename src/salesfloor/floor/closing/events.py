"""Closes that are not given in time are missed, by person and by team (4.1.3)."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from salesfloor.base.china_time import at_time, end_of
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.floor.closing.commands import CLAUSE, KIND, subject_of
from salesfloor.floor.closing.models import TeamClose
from salesfloor.floor.closing.standing import latest_closes
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.duties import api as duties
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people
from salesfloor.kernel.work import api as work

DUTY: Final = "daily_close"
TEAM_CLOSE: Final = duties.inner_duty("team_close", CLAUSE, "The team's daily close", "团队日清")


def _expected(day: duties.SiteDay) -> list[people.Staff]:
    attendance = leave.Attendance(day.site, day.day, day.day)
    return [one for one in attendance.expected(day.day) if one.post == Post.SALESPERSON]


@duties.daily("daily_close_asked", word=phrase("The daily close is asked for"), duty=DUTY, phase=deadlines.Phase.OPENING,
              clock=lambda day: at_time(day.day, day.site.closes))  # fmt: skip
def ask_for_closes(day: duties.SiteDay, at: datetime) -> None:
    """Put the close of the day on the lists of those who have not closed yet."""
    due = day.clock("daily_close.due")
    closed = latest_closes(day.site.pk, day.day, at)
    for person in _expected(day):
        if person.pk in closed or due <= at:
            continue
        work.owe(
            kind=KIND,
            subject=subject_of(person.code, day.day),
            site_id=day.site.pk,
            clause=CLAUSE,
            sentence=phrase("Close the day, and say what the next one should bring."),
            at=at,
            due_at=due,
            staff_ids=[person.pk],
            command="close_day",
        )


@duties.daily("duty_missed_daily_close", word=phrase("A daily close is missing"), duty=DUTY,
              clock=lambda day: day.clock("daily_close.due"))  # fmt: skip
def miss_closes(day: duties.SiteDay, at: datetime) -> None:
    """Write down who has not closed the day; it can still be closed till midnight."""
    closed = latest_closes(day.site.pk, day.day, at)
    duty = duties.duties_of_floor()[DUTY]
    for person in _expected(day):
        row = closed.get(person.pk)
        if row is None or row.at >= at:
            _miss(day, duty, person.code, [(person.pk, person.code)], at)
        else:
            duties.keep_done(day.site.pk, DUTY, person.code, day.day.isoformat(), at)


@duties.daily("duty_missed_team_close", word=phrase("A team's daily close is missing"), duty=DUTY,
              clock=lambda day: day.clock("daily_close.team_due"))  # fmt: skip
def miss_team_closes(day: duties.SiteDay, at: datetime) -> None:
    """Write down which teams have not closed the day, of those that had somebody there."""
    rows = TeamClose.objects.filter(site_id=day.site.pk, on=day.day, at__lt=at)
    closed = set(rows.values_list("team_id", flat=True))
    expected = _expected(day)
    history = people.TeamHistory(one.pk for one in expected)
    teams = (history.at(one.pk, at) for one in expected)
    owing = {team_id for team_id in teams if team_id is not None} - closed
    for team in people.Team.objects.filter(pk__in=owing).order_by("name"):
        lead = leave.acting_lead(team.pk, at)
        _miss(day, TEAM_CLOSE, team.name, [(lead.pk, lead.code)] if lead else [], at)


@duties.daily(
    "daily_close_over",
    word=phrase("The time for the daily close is over"),
    duty=DUTY,
    clock=lambda day: end_of(day.day),
)
def end_the_day(day: duties.SiteDay, at: datetime) -> None:
    """Take closes that were not given off the lists when the day is over."""
    work.settle_from(kind=KIND, prefix="duty:daily_close:", site_id=day.site.pk, at=at)


def _miss(
    day: duties.SiteDay, duty: duties.Duty, subject: str, who: list[tuple[int, str]], at: datetime
) -> None:
    missed = duties.Missed.of_days(duty, day.site.pk, subject, (day.day, day.day), at)
    duties.record_miss(missed, who, at)
