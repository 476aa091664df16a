"""What happens by itself about shifts: who is not there, a hand-over nobody takes, a serious entry."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from salesfloor.base import lines
from salesfloor.base.acts import announce, board_changed, cite, miss
from salesfloor.base.fields import Who
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.trades import Trade
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.duties import api as duties
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.trades.venue.shifts import offers
from salesfloor.trades.venue.shifts.commands.rostering import take_off
from salesfloor.trades.venue.shifts.models import Handover, LogEntry, Shift
from salesfloor.trades.venue.shifts.roster import rows_of, shift_named, shifts_starting

if TYPE_CHECKING:
    from salesfloor.kernel.deadlines.models import Deadline

__all__ = ["offers"]

_NOT_ARRIVED: Final = lines.line(
    "not_arrived",
    "shift",
    phrase("{who} had not arrived when {shift} of {on} started."),
    facts={"who": Who, "shift": str, "on": str},
)
_HANDOVER_OPEN: Final = lines.line(
    "handover_open",
    "shift",
    phrase("Nobody had taken over {shift} of {on} in time; in charge: {who}."),
    facts={"who": Who, "shift": str, "on": str},
)
_UNACKNOWLEDGED: Final = lines.line(
    "serious_unacknowledged",
    "shift",
    phrase("Log {log_no} was not acknowledged in time."),
    facts={"log_no": int, "level": int},
)


def _in_charge(site_id: int, day: date) -> list[str]:
    return sorted({shift.in_charge for shift in shifts_starting(site_id, day)})


duties.calendar(Trade.SERVICE_AREA, in_charge=_in_charge)


@duties.rule("of_todays_shifts")
def of_todays_shifts(entry: lines.Entry, day: date) -> bool:
    """Tell whether the person whom a line is about is on a shift that starts on that day."""
    codes = {code for shift in shifts_starting(entry.site_id, day) for code in shift.codes}
    return entry.body.get("subject") in codes


@lines.on("roster")
def roster_changed(entry: lines.Entry) -> None:
    """Put the duties of the person who is in charge on their list."""
    duties.refresh(entry.site_id, entry.at)


@lines.on("leave", "grant_leave")
def leave_is_granted(entry: lines.Entry) -> None:
    """Take a person off the shifts that granted leave covers wholly; tell lead and managers (2.4.1)."""
    row = leave.Leave.objects.filter(site_id=entry.site_id, number=entry.body["leave"]).first()
    if row is None or row.status != "granted":
        return
    places = rows_of(row.staff_id, row.site_id).filter(
        arrived_at=None, starts_at__gte=row.from_at, ends_at__lte=row.until_at
    )
    for place in places:
        take_off(place, entry.at)
        board_changed()
        messages.tell_all(
            _lead_and_managers(row.staff_id, row.site_id, entry.at),
            site_id=row.site_id,
            at=entry.at,
            clause="2.4.1",
            sentence=phrase(
                "{who} is on leave and off {shift} of {on}. Roster somebody else.",
                who=entry.body["who"],
                shift=place.shift.kind.name,
                on=place.shift.on,
            ),
        )


def _lead_and_managers(staff_id: int, site_id: int, at: datetime) -> list[int]:
    person = people.Staff.objects.get(pk=staff_id)
    lead = leave.acting_lead(people.team_at(person, at) or 0, at)
    managers = people.working_at(site_id, at).filter(post=Post.MANAGER)
    return [*([lead.pk] if lead else []), *managers.values_list("pk", flat=True)]


@deadlines.handler("shift_starts", word=phrase("A shift starts"))
def shift_starts(deadline: Deadline, at: datetime) -> None:
    """Name who is rostered and has not arrived when the shift starts (2.4.1)."""
    shift = Shift.objects.select_related("kind").get(pk=deadline.subject)
    rostered = shift.people.filter(Q(off_at=None) | Q(off_at__gt=at), on_at__lte=at)
    missing = rostered.filter(Q(arrived_at=None) | Q(arrived_at__gte=at))
    codes = people.codes_of(list(missing.values_list("staff_id", flat=True)))
    cite("2.4.1")
    board_changed()
    for code in sorted(codes.values()):
        facts = {"who": code, "shift": shift.kind.code, "on": shift.on.isoformat()}
        actor = deadlines.system_actor(shift.site_id)
        registers.write(_NOT_ARRIVED, actor=actor, at=at, body=facts, site_id=shift.site_id)
        miss("2.4.1", code)
        announce("not_arrived", "2.4.1", at=at, **facts)
        messages.tell_all(
            people.ladder(shift.site_id, at).rung(1).ids,
            site_id=shift.site_id,
            at=at,
            clause="2.4.1",
            sentence=phrase("{who} has not arrived for {shift}.", who=code, shift=shift.kind.name),
        )


@deadlines.handler("shift_ends", word=phrase("A shift ends"))
def shift_ends(deadline: Deadline, at: datetime) -> None:
    """Give the next shift its grace to take over."""
    grace = rulebook.policies(deadline.site_id, at)["shift.handover_grace_minutes"]
    deadlines.set_due(
        "handover_grace",
        subject=deadline.subject,
        site_id=deadline.site_id,
        due_at=at + timedelta(minutes=grace),
    )


@deadlines.handler("handover_grace", word=phrase("A shift is not taken over in time"))
def handover_grace(deadline: Deadline, at: datetime) -> None:
    """Report a shift that nobody has taken over when its grace is over (2.4.1)."""
    row = Shift.objects.select_related("kind").get(pk=deadline.subject)
    shift = shift_named(row.site_id, row.kind.code, row.on, at)
    if shift is None or Handover.objects.filter(shift=row, taken_at__lt=at).exists():
        return
    first = people.ladder(row.site_id, at).rung(1)
    facts = {"shift": shift.code, "on": shift.on.isoformat(), "who": shift.in_charge}
    actor = deadlines.system_actor(row.site_id)
    registers.write(_HANDOVER_OPEN, actor=actor, at=at, body=facts, site_id=row.site_id)
    cite("2.4.1")
    miss("2.4.1", shift.in_charge)
    board_changed()
    announce("handover_open", "2.4.1", at=at, **facts, told=first.codes)
    messages.tell_all(
        first.ids,
        site_id=row.site_id,
        at=at,
        clause="2.4.1",
        sentence=phrase("Nobody has taken over {shift} of {on}.", shift=shift.name, on=shift.on),
    )


@deadlines.handler(
    "serious_entry",
    word=phrase("A serious entry is not acknowledged in time"),
    limit=deadlines.Limit.DURATION,
)
def serious_entry(deadline: Deadline, at: datetime) -> None:
    """Tell the next rung of a serious entry that nobody has acknowledged (2.3.7)."""
    entry = LogEntry.objects.select_for_update().get(pk=deadline.subject)
    if entry.acknowledged_at is not None:
        return
    line_above = people.ladder(entry.site_id, at).above(Post(entry.post))
    entry.level += 1
    entry.save(update_fields=["level"])
    rung = line_above.rung(entry.level + 1 if line_above.levels > 1 else 1)
    actor = deadlines.system_actor(entry.site_id)
    body = {"log_no": entry.number, "level": entry.level}
    registers.write(_UNACKNOWLEDGED, actor=actor, at=at, body=body, site_id=entry.site_id)
    cite("2.3.7")
    miss("2.3.7")
    board_changed()
    announce("serious_unacknowledged", "2.3.7", at=at, **body, told=rung.codes)
    messages.tell_all(
        rung.ids,
        site_id=entry.site_id,
        at=at,
        clause="2.3.7",
        sentence=phrase("Serious and not acknowledged: log {log_no}.", log_no=entry.number),
        subject=f"log:{entry.number}",
    )
    if entry.level + 1 < line_above.levels:
        minutes = rulebook.policies(entry.site_id, at)["serious.acknowledge_minutes"]
        deadlines.move("serious_entry", subject=entry.pk, due_at=at + timedelta(minutes=minutes))
