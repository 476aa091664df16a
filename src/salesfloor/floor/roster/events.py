"""Duty that nobody has, and duty whose person is not there (7.1.12)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base import lines
from salesfloor.base.acts import announce, board_changed, cite, miss
from salesfloor.base.fields import Who
from salesfloor.base.lines import on
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.trades import WITH_ROTATION, trade_of
from salesfloor.floor.reception import api as reception
from salesfloor.floor.roster.queries import duty_of, is_present, next_free
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.duties import api as duties
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.base.lines import Entry

PRESENT: Final = "duty_present"
CLAUSE: Final = "7.1.12"
_LONGEST_PAUSE: Final = 31
_ABSENT: Final = lines.line(
    "duty_absent", "people", phrase("{who} has duty and is not there."), facts={"who": Who}
)


@on("put_on_duty")
def look_after_opening(entry: Entry) -> None:
    """Look some minutes after opening whether who has duty is there."""
    if trade_of(entry.site_id) not in WITH_ROTATION:
        return
    row = reception.Duty.objects.get(site_id=entry.site_id, on=date.fromisoformat(entry.body["on"]))
    site = people.Site.objects.get(pk=entry.site_id)
    minutes = rulebook.policies_on(site.pk, row.on, entry.at)["duty.present_within_minutes"]
    due_at = leave.hours_of(site, row.on)[0] + timedelta(minutes=minutes)
    if due_at > entry.at:
        deadlines.set_due(PRESENT, subject=row.pk, site_id=site.pk, due_at=due_at)


@deadlines.handler(PRESENT, word=phrase("Who has the duty is not there"))
def note_absence(deadline: deadlines.Deadline, at: datetime) -> None:
    """Say that who has duty is not there, and who answers instead."""
    row = reception.Duty.objects.filter(pk=deadline.subject).first()
    if row is None or not leave.is_working_day(row.site_id, row.on):
        return
    if is_present(row.site_id, row.staff_id, at):
        return
    who = people.codes_of([row.staff_id])[row.staff_id]
    instead = next_free(row.site_id, at)
    actor = deadlines.system_actor(row.site_id)
    body = {"who": who, "next": instead}
    registers.write(_ABSENT, actor=actor, at=at, body=body, site_id=row.site_id)
    cite(CLAUSE)
    miss(CLAUSE)
    board_changed()
    announce("duty_absent", CLAUSE, at=at, who=who, next=instead)
    managers = people.working_at(row.site_id, at).filter(post=Post.MANAGER)
    messages.tell_all(
        [row.staff_id, *managers.values_list("pk", flat=True)],
        site_id=row.site_id,
        at=at,
        clause=CLAUSE,
        sentence=phrase("{who} has telephone duty and is not there.", who=who),
    )


@duties.daily("duty_missed_duty_roster", word=phrase("The duty roster is missing"), duty="duty_roster",
              clock=lambda day: day.clock("duty.roster_by"))  # fmt: skip
def miss_roster(day: duties.SiteDay, at: datetime) -> None:
    """Write down that the next working day has nobody on duty."""
    if not leave.is_working_day(day.site.pk, day.day):
        return
    ahead = leave.working_days(
        day.site.pk, day.day + timedelta(days=1), day.day + timedelta(days=_LONGEST_PAUSE)
    )
    following = next(iter(ahead), None)
    if following is None or duty_of(day.site.pk, following) is not None:
        return
    managers = people.working_at(day.site.pk, at).filter(post=Post.MANAGER).order_by("code")
    missed = duties.Missed.of_days(
        duties.duties_of_floor()["duty_roster"],
        day.site.pk,
        day.site.code,
        (following, following),
        at,
    )
    duties.record_miss(missed, list(managers.values_list("pk", "code")), at)
