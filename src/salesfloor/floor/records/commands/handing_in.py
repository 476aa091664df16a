"""The work log, and handing in the records of a day before the door shuts (7.1.6.1, 7.1.10)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of, end_of
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.dates import Day
from salesfloor.base.fields import ToWhom
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import SALESPEOPLE
from salesfloor.base.sql import execute
from salesfloor.base.texts import Note, RequiredNote
from salesfloor.floor.records import owing, rules
from salesfloor.floor.records.models import HandIn, Log
from salesfloor.floor.results import api as results
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from salesfloor.floor.results.api import DayDone

KIND: Final = "hand_in"
OnDay = Annotated[Day, Label("Day")]
_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 7110))"


def lock_day(staff_id: int, on: date) -> None:
    """Let what concerns a person's day happen one after the other, until the transaction ends."""
    execute(_LOCK, (f"{staff_id} {on.isoformat()}",))


class LogWritten(Answer):
    """The day, and whether words were first written after it."""

    on: date
    late: bool


@command(
    "write_log",
    may=SALESPEOPLE,
    word=phrase("Write the work log"),
    clauses=("7.1.6.1",),
    trades=results.FLOORS,
    writes=RegisterLine("performance", phrase("Work log of {by} for {on}.")),
    done=phrase("Written down."),
)
def write_log(
    *,
    actor: StaffActor,
    at: datetime,
    words: Annotated[RequiredNote, Label("What you did")],
    on: OnDay | None = None,
) -> LogWritten:
    """Write words to a day; what the registers say of it stands there already.

    :raises Refused: `input` for a day to come.
    """
    day = on or day_of(at)
    rules.is_no_day_to_come(day, day_of(at)).enforce()
    lock_day(actor.staff_id, day)
    log = _keep(actor, day, words, at)
    registers.record(actor=actor, at=at, body={"on": day.isoformat()}, personal={"words": words})
    _done(actor)
    return LogWritten(on=day, late=is_late(log))


class HandedIn(Answer):
    """The day, who receives its records, what they hold, whether words came after the day."""

    on: date
    to: ToWhom | None
    receptions: int
    follow_ups: int
    deals: int
    log_late: bool


@command(
    "hand_in",
    may=SALESPEOPLE,
    word=phrase("Hand in the day's records"),
    clauses=("7.1.10", "7.1.6.1"),
    trades=results.FLOORS,
    writes=RegisterLine(
        "performance",
        phrase("Records of {by} for {on} handed in to {to}."),
        do="records_handed_in",
    ),
    done=phrase("Handed in."),
)
def hand_in(
    *,
    actor: StaffActor,
    at: datetime,
    on: OnDay | None = None,
    words: Annotated[Note, Label("What you did")] = "",
) -> HandedIn:
    """Hand in the records of a day, the earliest that is open and owed where none is named.

    :raises Refused: `input` for a day to come; 7.1.10 after the door has shut; 7.1.6.1 for a day of which
        the registers say nothing without words.
    """
    site = people.Site.objects.get(pk=actor.site_id)
    day = on or day_to_hand_in(site, actor.staff_id, at)
    rules.is_no_day_to_come(day, day_of(at)).enforce()
    lock_day(actor.staff_id, day)
    door = owing.door(site.pk, day, at)
    rules.door_is_open(day, door, at).enforce()
    if owing.is_missed(
        site.pk, actor.code, day
    ):  # between this moment and its turn the door has shut
        rules.door_is_open(day, door, door).enforce()
    done = results.done_on(site.pk, actor.staff_id, day, day, at)
    log = _keep(actor, day, words, at) if words else _log_of(actor.staff_id, day)
    rules.says_something(words=log is not None, registers_say=not done.is_nothing).enforce()
    lead = owing.lead_of_day(site, actor.staff_id, day)
    _write_down(actor, day, done, lead, at)
    body = {"on": day.isoformat(), "to": lead.code if lead else "", "receptions": done.receptions}
    registers.record(actor=actor, at=at, body=body, personal={"words": words} if words else {})
    work.settle(kind=KIND, subject=subject_of(actor.code, day), site_id=site.pk, at=at)
    _done(actor)
    return HandedIn(
        on=day,
        to=lead.code if lead else None,
        receptions=done.receptions,
        follow_ups=done.follow_ups,
        deals=done.deals,
        log_late=log is not None and is_late(log),
    )


def day_to_hand_in(site: people.Site, staff_id: int, at: datetime) -> date:
    """Return the earliest day whose door is open, that is owed and not handed in; else today."""
    person = people.Staff.objects.get(pk=staff_id)
    for day in owing.open_days(site.pk, at):
        attendance = leave.Attendance(site, day, day)
        is_in = HandIn.objects.filter(staff_id=staff_id, on=day).exists()
        if not is_in and owing.owes_records(site, attendance, person, day, at):
            return day
    return day_of(at)


def subject_of(code: str, day: date) -> str:
    """Return how lists and misses name the records of a person's day."""
    return f"duty:hand_in:{code}:{day.isoformat()}"


def is_late(log: Log) -> bool:
    """Tell whether the words to a day were first written after it."""
    return log.at >= end_of(log.on)


def _log_of(staff_id: int, day: date) -> Log | None:
    return Log.objects.filter(staff_id=staff_id, on=day).first()


def _keep(actor: StaffActor, day: date, words: str, at: datetime) -> Log:
    log = _log_of(actor.staff_id, day)
    if log is None:
        return Log.objects.create(
            site_id=actor.site_id,
            staff_id=actor.staff_id,
            on=day,
            at=at,
            words=words,
            changed_at=at,
        )
    log.words, log.changed_at = words, at
    log.save(update_fields=["words", "changed_at"])
    return log


def _write_down(
    actor: StaffActor, day: date, done: DayDone, lead: people.Staff | None, at: datetime
) -> None:
    facts = {
        "added_at": at,
        "to_id": lead.pk if lead else None,
        "receptions": done.receptions,
        "follow_ups": done.follow_ups,
        "deals": done.deals,
    }
    HandIn.objects.update_or_create(
        staff_id=actor.staff_id,
        on=day,
        defaults=facts,
        create_defaults={**facts, "site_id": actor.site_id, "at": at},
    )


def _done(actor: StaffActor) -> None:
    cite("7.1.6.1")
    about(f"staff:{actor.code}")
    board_changed()
