"""Leave: asked for, granted, refused, ended; and days on which a site works otherwise (7.1.1)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import Field

from salesfloor.base import lines
from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of, end_of, iso, local, start_of
from salesfloor.base.commands import StaffActor, about, announce, board_changed, cite, command
from salesfloor.base.dates import Day, DayOrMoment
from salesfloor.base.fields import Who
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.base.sql import fetch_all
from salesfloor.base.texts import Code, Line, RequiredLine
from salesfloor.kernel.leave import filing, rules
from salesfloor.kernel.leave.models import Leave, LeaveKind, LeaveStatus, SiteDay
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.base.refusals import Refused

LEAVE_OVER: Final = lines.occasion("leave_over")
"""A leave ended before its time; the fact is `staff_id`."""
LeaveNumber = Annotated[Number, Label("Leave")]
Cover = Annotated[Code, Label("Who stands in"), Reference("person")]


class SiteDaySet(Answer):
    """The day, and whether the site works on it."""

    on: date
    open: bool


@command(
    "site_day",
    may=MANAGERS,
    word=phrase("Set whether a day is worked"),
    clauses=("7.1.1",),
    writes=RegisterLine(
        "people",
        phrase("{on} is not worked."),
        variants={"open": phrase("{on} is worked.")},
    ),
    done=phrase("Saved."),
)
def site_day(
    *,
    actor: StaffActor,
    at: datetime,
    on: Annotated[Day, Label("Day")],
    open: Annotated[bool, Label("Worked")],  # noqa: A002 - the field's name
    reason: Annotated[RequiredLine, Label("Reason")],
) -> SiteDaySet:
    """Set a day as worked or not, whatever its weekday.

    :raises Refused: `input` for a day gone by.
    """
    if on < day_of(at):
        raise bad_input(phrase("That day is over."))
    SiteDay.objects.update_or_create(
        site_id=actor.site_id,
        on=on,
        defaults={"is_open": open, "reason": reason, "set_by": actor.code, "set_at": at},
    )
    body = {"on": on.isoformat(), **({"open": True} if open else {})}
    registers.record(actor=actor, at=at, body=body, personal={"reason": reason})
    about(f"site_day:{on}")
    board_changed()
    return SiteDaySet(on=on, open=open)


class LeaveFiled(Answer):
    """Number and status of a leave, the working days it covers, those without anybody."""

    leave: int
    status: LeaveStatus
    days: int
    uncovered: list[date]


@command(
    "leave",
    may=ANYONE,
    word=phrase("Ask for leave"),
    clauses=("7.1.1", "7.1.12"),
    writes=RegisterLine(
        "people",
        phrase("{who}: leave {leave} ({kind}), {from} to {until}, asked for."),
        variants={"granted": phrase("{who}: leave {leave} ({kind}), {from} to {until}, granted.")},
        facts={"from": datetime, "until": datetime},
    ),
    done=phrase("Saved."),
)
def ask_for_leave(
    *,
    actor: StaffActor,
    at: datetime,
    kind: Annotated[LeaveKind, Label("Kind")],
    from_: Annotated[DayOrMoment, Field(alias="from"), Label("From")],
    until: Annotated[DayOrMoment, Label("Until", hint=phrase("a day is included"))],
    who: Annotated[Code, Label("Who"), Reference("person")] | None = None,
    cover: Cover | None = None,
    reason: Annotated[Line, Label("Reason")] = "",
) -> LeaveFiled:
    """Ask for leave, or grant it to somebody below oneself.

    :raises Refused: `access` for somebody one does not stand above; `input` for a time that cannot be;
        7.1.12 where nobody would be left on the floor, 7.1.1 for a lead or manager without cover.
    """
    person, is_grant = _person_on_leave(who, actor, at)
    span = _span(from_, until)
    stands_in = people.person_here(cover, actor.site_id, at) if cover else None
    row = Leave(
        site_id=actor.site_id,
        staff_id=person.pk,
        kind=kind,
        from_at=span[0],
        until_at=span[1],
        cover_id=stands_in.pk if stands_in else None,
        reason=reason,
        asked_at=at,
        asked_by=actor.code,
    )
    _check_time(row, at)
    uncovered = filing.uncovered_days(row, person, covered := filing.whole_days(row))
    row.status = LeaveStatus.GRANTED if is_grant else LeaveStatus.ASKED
    if is_grant:
        covered, uncovered = filing.check_grant(row, person, actor, reason=reason)
        row.decided_at, row.decided_by = at, actor.code
    row.number = next_number(actor.site_id, "leave")
    row.save()
    _write_down(row, person, actor, at)
    if is_grant:
        filing.tell_decision(row, at, actor.code)
    else:
        filing.ask_those_above(row, person, at)
    return LeaveFiled(leave=row.number, status=row.status, days=len(covered), uncovered=uncovered)


def _person_on_leave(who: str | None, actor: StaffActor, at: datetime) -> tuple[people.Staff, bool]:
    """Return whose leave it is, and whether it is granted by being filed."""
    if who is None or who == actor.code:
        person = people.staff_by_code(actor.code)
        return person, not people.somebody_above(person)
    person = people.staff_by_code(who)
    if not people.is_above(actor, person, at):
        raise _not_above()
    return person, True


def _not_above() -> Refused:
    return no_access(phrase("This is for the person, or for somebody who stands above them."))


def _span(from_: date, until: date) -> tuple[datetime, datetime]:
    if isinstance(from_, datetime) and isinstance(until, datetime):
        span = (from_, until)
    elif isinstance(from_, datetime) or isinstance(until, datetime):
        raise bad_input(phrase("Give two days, or two moments."))
    elif until < from_:
        raise bad_input(phrase("Leave ends after it begins."))
    else:
        span = (start_of(from_), end_of(until))
    rules.may_be_time(*span).enforce()
    return span


def _check_time(row: Leave, at: datetime) -> None:
    standing = Leave.objects.filter(
        staff_id=row.staff_id,
        status__in=(LeaveStatus.ASKED, LeaveStatus.GRANTED),
        from_at__lt=row.until_at,
        until_at__gt=row.from_at,
    )
    rules.may_overlap(standing.values_list("number", flat=True).first()).enforce()
    back = rulebook.policies(row.site_id, at)["leave.back_days"]
    rules.may_begin_on(day_of(row.from_at), day_of(at), back).enforce()


def _write_down(row: Leave, person: people.Staff, actor: StaffActor, at: datetime) -> None:
    is_granted = row.status == LeaveStatus.GRANTED
    body = {
        "who": person.code,
        "leave": row.number,
        "kind": row.kind,
        "from": iso(row.from_at),
        "until": iso(row.until_at),
        **({"granted": True} if is_granted else {}),
    }
    registers.record(actor=actor, at=at, body=body, personal={"reason": row.reason})
    cite("7.1.1")
    about(f"leave:{row.number}")
    board_changed()


@command(
    "grant_leave",
    may=ANYONE,
    word=phrase("Grant leave"),
    clauses=("7.1.1", "7.1.12"),
    writes=RegisterLine("people", phrase("{who}: leave {leave} granted."), facts={"who": Who}),
    done=phrase("Granted."),
)
def grant_leave(
    *,
    actor: StaffActor,
    at: datetime,
    leave: LeaveNumber,
    cover: Cover | None = None,
    reason: Annotated[Line, Label("Reason")] = "",
) -> LeaveFiled:
    """Grant a leave that was asked for.

    :raises Refused: `access` unless one stands above the person; `input` for a leave that is not asked
        for; 7.1.12 where nobody would be left on the floor, 7.1.1 for a lead or manager without cover.
    """
    row, person = _asked_leave(leave, actor, at)
    if cover is not None:
        row.cover_id = people.person_here(cover, actor.site_id, at).pk
    covered, uncovered = filing.check_grant(row, person, actor, reason=reason)
    _decide(row, LeaveStatus.GRANTED, actor, at, reason)
    registers.record(
        actor=actor,
        at=at,
        body={
            "who": person.code,
            "leave": leave,
            "from": iso(row.from_at),
            "until": iso(row.until_at),
        },
        personal={"reason": reason},
    )
    cite("7.1.1")
    return LeaveFiled(
        leave=leave, status=LeaveStatus(row.status), days=len(covered), uncovered=uncovered
    )


class LeaveDecided(Answer):
    """The status of the leave."""

    status: LeaveStatus


@command(
    "refuse_leave",
    may=ANYONE,
    word=phrase("Refuse leave"),
    clauses=("7.1.1",),
    writes=RegisterLine("people", phrase("{who}: leave {leave} not granted."), facts={"who": Who}),
    done=phrase("Saved."),
)
def refuse_leave(
    *,
    actor: StaffActor,
    at: datetime,
    leave: LeaveNumber,
    reason: Annotated[RequiredLine, Label("Reason")],
) -> LeaveDecided:
    """Refuse a leave that was asked for; the person is told why.

    :raises Refused: `access` unless one stands above the person; `input` for a leave that is not asked
        for.
    """
    row, person = _asked_leave(leave, actor, at)
    _decide(row, LeaveStatus.REFUSED, actor, at, reason)
    body = {"who": person.code, "leave": leave}
    registers.record(actor=actor, at=at, body=body, personal={"reason": reason})
    cite("7.1.1")
    return LeaveDecided(status=LeaveStatus(row.status))


def _asked_leave(number: int, actor: StaffActor, at: datetime) -> tuple[Leave, people.Staff]:
    row = _leave_numbered(number, actor)
    person = people.Staff.objects.get(pk=row.staff_id)
    if not people.is_above(actor, person, at):
        raise _not_above()
    if row.status != LeaveStatus.ASKED:
        raise bad_input(phrase("Leave {leave} is decided already.", leave=number))
    return row, person


def _leave_numbered(number: int, actor: StaffActor) -> Leave:
    rows = Leave.objects.select_for_update().filter(site_id=actor.site_id, number=number)
    row = rows.first()
    if row is None:
        raise bad_input(phrase("There is no leave {leave} here.", leave=number))
    return row


def _decide(row: Leave, status: LeaveStatus, actor: StaffActor, at: datetime, reason: str) -> None:
    row.status, row.decided_at, row.decided_by = status, at, actor.code
    row.decision_reason = reason
    row.save()
    filing.settle_asking(row, at)
    filing.tell_decision(row, at, actor.code)
    about(f"leave:{row.number}")
    board_changed()


class LeaveEnded(Answer):
    """When the leave ended."""

    ended_at: datetime


@command(
    "end_leave",
    may=ANYONE,
    word=phrase("End leave"),
    clauses=("7.1.1",),
    writes=RegisterLine("people", phrase("{who}: leave {leave} ended."), facts={"who": Who}),
    done=phrase("Ended."),
)
def end_leave(*, actor: StaffActor, at: datetime, leave: LeaveNumber) -> LeaveEnded:
    """End a leave before its time, or take back one that is asked for.

    :raises Refused: `access` for somebody else's unless one stands above them; `input` for one that is
        over.
    """
    row = _leave_numbered(leave, actor)
    person = people.Staff.objects.get(pk=row.staff_id)
    if row.staff_id != actor.staff_id and not people.is_above(actor, person, at):
        raise _not_above()
    if row.status not in {LeaveStatus.ASKED, LeaveStatus.GRANTED} or row.until_at <= at:
        raise bad_input(phrase("Leave {leave} is over.", leave=leave))
    end(row, at)
    body = {"who": person.code, "leave": leave, "until": iso(row.until_at)}
    registers.record(actor=actor, at=at, body=body)
    cite("7.1.1")
    about(f"leave:{leave}")
    board_changed()
    return LeaveEnded(ended_at=local(at))


def end(row: Leave, at: datetime) -> None:
    """End a leave at a moment; one that has not begun, or was only asked for, was none."""
    was_granted = row.status == LeaveStatus.GRANTED
    row.status, row.ended_at = LeaveStatus.ENDED, at
    row.until_at = max(row.from_at, min(row.until_at, at)) if was_granted else row.from_at
    row.save(update_fields=["status", "ended_at", "until_at"])
    filing.settle_asking(row, at)
    lines.tell(LEAVE_OVER, site_id=row.site_id, at=at, staff_id=row.staff_id)


_RUNNING: Final = """
    SELECT id FROM leave_leave WHERE staff_id = %(staff)s AND status = 'granted'
        AND from_at <= %(at)s AND until_at > %(at)s FOR UPDATE
"""


def end_by_coming(staff_id: int, at: datetime) -> None:
    """End the granted leave of a person who comes to work (7.1.1)."""
    for (leave_id,) in fetch_all(_RUNNING, {"staff": staff_id, "at": at}):
        row = Leave.objects.get(pk=leave_id)
        end(row, at)
        code = people.codes_of([staff_id])[staff_id]
        cite("7.1.1")
        announce("leave_ended", "7.1.1", at=at, leave=row.number, who=code)
