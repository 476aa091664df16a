"""Who has not claimed a target when the time is over (4.1.2)."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from salesfloor.base import lines
from salesfloor.base.acts import announce, cite
from salesfloor.base.china_time import end_of
from salesfloor.base.fields import Who
from salesfloor.base.periods import PeriodKind, containing
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.floor.targets.claiming import end_of_claiming
from salesfloor.floor.targets.models import Claim
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.duties import api as duties
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.registers import api as registers

DUTY: Final = "targets"
_UNCLAIMED: Final = lines.line(
    "target_unclaimed",
    "target",
    phrase("No target claimed for {period}: {who}."),
    facts={"period": str, "who": list[Who]},
)


@duties.daily(
    "target_unclaimed",
    word=phrase("A target was not claimed"),
    duty=DUTY,
    clock=lambda day: end_of(day.day),
)
def note_unclaimed(day: duties.SiteDay, at: datetime) -> None:
    """Say who has not claimed though the time to claim is over, each once."""
    week = containing(day.day, PeriodKind.WEEK)
    if not duties.SiteDay(day.site, week.first, at).runs(DUTY):
        return
    attendance = leave.Attendance(day.site, week.first, week.last)
    measure = day.value("target.measure")
    claimed = set(
        Claim.objects.filter(
            site_id=day.site.pk, period=str(week), measure=measure, at__lt=at
        ).values_list("staff_id", flat=True)
    )
    late = [
        person
        for person in sorted(attendance.staff.values(), key=lambda one: one.code)
        if person.post == Post.SALESPERSON
        and person.pk not in claimed
        and any(attendance.is_expected(person.pk, one) for one in attendance.working)
        and end_of_claiming(day.site, person.pk, week, attendance, at) == at
    ]
    if not late:
        return
    body = {"period": str(week), "who": [one.code for one in late]}
    actor = deadlines.system_actor(day.site.pk)
    registers.write(_UNCLAIMED, actor=actor, at=at, body=body, site_id=day.site.pk)
    cite("4.1.2")
    announce("target_unclaimed", "4.1.2", at=at, **body)
    messages.tell_all(
        [one.pk for one in late],
        site_id=day.site.pk,
        at=at,
        clause="4.1.2",
        sentence=phrase("You have claimed no target for {period}.", period=str(week)),
    )
