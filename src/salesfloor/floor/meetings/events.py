"""What happens to meetings by itself: weekly ones plan themselves, are missed, close, are not signed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from salesfloor.base import lines
from salesfloor.base.acts import announce, board_changed, cite
from salesfloor.base.china_time import end_of, start_of
from salesfloor.base.fields import Who
from salesfloor.base.lines import on
from salesfloor.base.phrases import listed, phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import bad_input
from salesfloor.floor.meetings import closing, nameless, publishing, rules, standing
from salesfloor.floor.meetings.models import Issue, Meeting, Minutes, Status
from salesfloor.floor.targets import api as targets
from salesfloor.kernel.conduct import api as conduct
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.duties import api as duties
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.tasks import api as tasks

if TYPE_CHECKING:
    from salesfloor.base.lines import Entry

__all__ = ["nameless"]
targets.use_meetings(standing.meeting_day)
_MEETING: Final = duties.inner_duty("meeting", "4.1.1", "The weekly meeting", "每周例会")
_CLOSED: Final = lines.line(
    "meeting_closed",
    "meetings",
    phrase("Meeting {meeting} closed by itself."),
    facts={"meeting": str},
)
_UNSIGNED: Final = lines.line(
    "minutes_unsigned",
    "meetings",
    phrase("Minutes of meeting {meeting} not signed: {who}."),
    facts={"meeting": str, "who": list[Who]},
)
_OF_THE_WEEK: Final = ("weekly_meeting.", "floor.duties", "work.")


def _clause_of_issue(task: tasks.Task) -> str:
    """Return the clause of a problem that was raised in a meeting and is somebody's task (3.6.1.2)."""
    rows = Issue.objects.filter(site_id=task.site_id, task=task.number)
    return "3.6.1.2" if rows.exists() else ""


tasks.rests_also_on(_clause_of_issue)


@conduct.guard("gossip")
def has_minutes(meeting: str, site_id: int, at: datetime) -> None:
    """Let gossip behind a meeting's back be noted once the minutes of the meeting are out (3.6.1.4).

    :raises Refused: 3.6.1.4 before; `input` without the meeting's name.
    """
    if not meeting:
        raise bad_input(phrase("Say at which meeting it could have been said."))
    site = people.Site.objects.get(pk=site_id)
    row = standing.meeting_named(meeting, site, at, lock=False)
    is_out = publishing.current(row) is not None
    rules.may_note_gossip(is_published=is_out).enforce()


@duties.daily("weekly_meeting_planned", word=phrase("The weekly meeting is planned"), duty=standing.DUTY, phase=deadlines.Phase.OPENING,
              clock=lambda day: start_of(day.day))  # fmt: skip
def plan_the_week(day: duties.SiteDay, at: datetime) -> None:
    """Plan the weekly meetings of this week and the next, every midnight."""
    standing.plan_ahead(day.site, at)
    rows = Meeting.objects.filter(site_id=day.site.pk, status=Status.PLANNED).exclude(week=None)
    for row in rows.filter(starts_at__gte=at, starts_at__lt=end_of(day.day)):
        in_hours, on_duty = standing.duty_of(day.site, row.starts_at, row.minutes)
        if in_hours and not on_duty:
            _tell_of_empty_floor(row, at)


def _tell_of_empty_floor(row: Meeting, at: datetime) -> None:
    """Tell the managers that nobody has duty while everybody is in the meeting (7.1.12)."""
    managers = people.working_at(row.site_id, at).filter(post=Post.MANAGER)
    messages.tell_all(
        list(managers.values_list("pk", flat=True)),
        site_id=row.site_id,
        at=at,
        clause="7.1.12",
        sentence=phrase("The meeting lies in opening hours and nobody has duty today."),
        subject=row.subject,
    )


@on(rulebook.POLICY_SET)
def plan_by_policy(entry: Entry) -> None:
    """Plan the weekly meetings anew when a policy that bears on them is set."""
    if str(entry.body["policy"]).startswith(_OF_THE_WEEK):
        standing.plan_ahead(people.Site.objects.get(pk=entry.site_id), entry.at)


@on("site_day")
def plan_by_day(entry: Entry) -> None:
    """Plan the weekly meetings anew when a day is opened or closed."""
    standing.plan_ahead(people.Site.objects.get(pk=entry.site_id), entry.at)


@deadlines.handler(standing.MISSED, word=phrase("The weekly meeting is not held"))
def miss_the_meeting(deadline: deadlines.Deadline, at: datetime) -> None:
    """Count a weekly meeting as missed that nobody opened within an hour of its start (4.1.1)."""
    row = Meeting.objects.get(pk=deadline.subject)
    if row.week is None or row.status not in {Status.PLANNED, Status.CANCELLED}:
        return
    site = people.Site.objects.get(pk=row.site_id)
    is_whole = site.created_at <= start_of(row.week)
    if not is_whole or not duties.is_on(site, standing.DUTY, row.week, at):
        return
    week = standing.week_of(row.week)
    managers = people.working_at(site.pk, at).filter(post=Post.MANAGER).order_by("code")
    duties.record_miss(
        duties.Missed.of_days(
            _MEETING,
            site.pk,
            site.code,
            (week.first, week.last),
            row.starts_at + rules.MISSED_AFTER,
            period=str(week),
        ),
        list(managers.values_list("pk", "code")),
        at,
    )


@deadlines.handler(
    closing.CLOSES, word=phrase("A meeting closes by itself"), limit=deadlines.Limit.DURATION
)
def close_by_itself(deadline: deadlines.Deadline, at: datetime) -> None:
    """Close a meeting that nobody has closed (3.6.1.1)."""
    row = Meeting.objects.select_for_update().get(pk=deadline.subject)
    if row.status != Status.OPEN:
        return
    closing.sum_up(row, at)
    actor = deadlines.system_actor(row.site_id)
    facts = {"meeting": row.code}
    registers.write(_CLOSED, actor=actor, at=at, body=facts, site_id=row.site_id)
    cite(closing.CLAUSE)
    board_changed()
    announce("meeting_closed", closing.CLAUSE, at=at, **facts)
    closing.put_on_record(row, at)


@deadlines.handler(publishing.UNSIGNED, word=phrase("Minutes are not signed in time"))
def tell_who_has_not_signed(deadline: deadlines.Deadline, at: datetime) -> None:
    """Tell the chair who has not signed the minutes in their time (3.6.1.3)."""
    minutes = Minutes.objects.select_related("meeting").select_for_update().get(pk=deadline.subject)
    row = minutes.meeting
    waiting = [one for one in publishing.unsigned(minutes) if one not in minutes.told_of]
    over = [one for one in waiting if end_of(publishing.sign_by(minutes, one)) <= at]
    if over:
        minutes.told_of = [*minutes.told_of, *over]
        minutes.save(update_fields=["told_of"])
        _tell_of(row, standing.codes(over), at)
    publishing.watch(minutes, at)


def _tell_of(row: Meeting, who: list[str], at: datetime) -> None:
    facts = {"meeting": row.code, "who": who}
    actor = deadlines.system_actor(row.site_id)
    registers.write(_UNSIGNED, actor=actor, at=at, body=facts, site_id=row.site_id)
    cite(publishing.CLAUSE)
    announce("minutes_unsigned", publishing.CLAUSE, at=at, **facts)
    messages.tell_all(
        standing.chairs(row, at),
        site_id=row.site_id,
        at=at,
        clause=publishing.CLAUSE,
        sentence=phrase("Minutes not signed: {title}, {who}.", title=row.title, who=listed(who)),
        subject=row.subject,
    )
