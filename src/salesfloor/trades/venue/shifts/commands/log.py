"""The log of a shift; what is serious waits for somebody above who wrote it (2.3.7)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import local
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.files import FileHashes
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import RequiredNote
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.files import api as files
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work
from salesfloor.trades.venue.hazards import api as hazards
from salesfloor.trades.venue.shifts import rules
from salesfloor.trades.venue.shifts.commands.rostering import ON_SHIFTS
from salesfloor.trades.venue.shifts.fields import SERVICE_AREA, ClaimedAt
from salesfloor.trades.venue.shifts.models import LogEntry, LogKind

_MINUTE: Final = timedelta(minutes=1)


class Logged(Answer):
    """The number of the entry, and until when a serious one is to be acknowledged."""

    log_no: int
    acknowledge_by: datetime | None


@command(
    "log",
    may=ON_SHIFTS | {Post.MANAGER},
    word=phrase("Write in the log"),
    clauses=("2.3.7",),
    trades=SERVICE_AREA,
    writes=RegisterLine(
        "shift",
        phrase("Log {log_no}, {kind}."),
        variants={"serious": phrase("Log {log_no}, {kind}: serious.")},
    ),
    done=phrase("In the log."),
)
def log(
    *,
    actor: StaffActor,
    at: datetime,
    text: Annotated[RequiredNote, Label("What happened")],
    serious: Annotated[
        bool, Label("Serious", hint=phrase("the supervisor is told at once"))
    ] = False,
    kind: Annotated[LogKind, Label("Kind")] = LogKind.OTHER,
    photos: FileHashes | None = None,
    claimed_at: ClaimedAt | None = None,
) -> Logged:
    """Write down what happened on the shift; a serious entry reaches the first rung at once."""
    rulebook.check_claimed(actor.site_id, claimed_at, at)
    entry = LogEntry(
        site_id=actor.site_id,
        number=next_number(actor.site_id, "log"),
        staff_id=actor.staff_id,
        post=actor.post,
        at=at,
        claimed_at=claimed_at,
        text=text,
        kind=kind,
        is_serious=serious,
    )
    if serious:
        minutes = rulebook.policies(actor.site_id, at)["serious.acknowledge_minutes"]
        entry.acknowledge_by = at + timedelta(minutes=minutes)
    entry.save()
    files.attach(
        site_id=actor.site_id,
        subject=f"log:{entry.number}",
        values=photos or [],
        at=at,
        actor=actor,
    )
    registers.record(
        actor=actor,
        at=at,
        body={
            "log_no": entry.number,
            "kind": kind.value,
            "photos": photos or [],
            **({"serious": True} if serious else {}),
            **({"claimed_at": local(claimed_at).isoformat()} if claimed_at else {}),
        },
        personal={"text": text},
    )
    if entry.acknowledge_by:
        _tell_first_rung(entry, actor, at)
    cite("2.3.7")
    about(f"log:{entry.number}")
    board_changed()
    until = local(entry.acknowledge_by) if entry.acknowledge_by else None
    return Logged(log_no=entry.number, acknowledge_by=until)


def _tell_first_rung(entry: LogEntry, actor: StaffActor, at: datetime) -> None:
    first = people.ladder(actor.site_id, at).above(actor.post).rung(1)
    due_at = entry.acknowledge_by or at
    sentence = phrase(
        "Serious, log {log_no} by {who}: acknowledge it.", log_no=entry.number, who=actor.code
    )
    messages.tell_all(
        first.ids,
        site_id=actor.site_id,
        at=at,
        clause="2.3.7",
        sentence=sentence,
        subject=f"log:{entry.number}",
    )
    work.owe(
        kind="acknowledge_log",
        subject=f"log:{entry.number}",
        site_id=actor.site_id,
        clause="2.3.7",
        sentence=sentence,
        at=at,
        due_at=due_at,
        staff_ids=first.ids,
        command="acknowledge_log",
        given={"log_no": entry.number},
    )
    deadlines.set_due("serious_entry", subject=entry.pk, site_id=actor.site_id, due_at=due_at)


class Acknowledged(Answer):
    """How many whole minutes after the entry."""

    minutes: int


@command(
    "acknowledge_log",
    may=MANAGERS,
    word=phrase("Acknowledge"),
    clauses=("2.3.7",),
    trades=SERVICE_AREA,
    writes=RegisterLine(
        "shift",
        phrase("Log {log_no} acknowledged after {minutes} minutes."),
        variants={"finding": phrase("Hazard {finding} acknowledged after {minutes} minutes.")},
    ),
    done=phrase("Acknowledged."),
)
def acknowledge_log(
    *,
    actor: StaffActor,
    at: datetime,
    log_no: Annotated[Number, Label("Log"), Reference("log_to_acknowledge")] | None = None,
    finding: Annotated[Number, Label("Hazard"), Reference("hazard_to_acknowledge")] | None = None,
) -> Acknowledged:
    """Acknowledge a serious entry or a hazard, once.

    :raises Refused: 2.3.7 unless one stands above who wrote it; `input` for an entry that is not
        serious, for both or neither, or what is acknowledged already.
    """
    if log_no is not None and finding is None:
        since = _acknowledge_entry(log_no, actor, at)
        body, subject = {"log_no": log_no}, f"log:{log_no}"
    elif finding is not None and log_no is None:
        since = _acknowledge_hazard(finding, actor, at)
        body, subject = {"finding": finding}, f"finding:{finding}"
    else:
        raise bad_input(phrase("Name the log entry or the hazard."))
    minutes = (at - since) // _MINUTE
    registers.record(actor=actor, at=at, body={**body, "minutes": minutes})
    cite("2.3.7")
    about(subject)
    board_changed()
    return Acknowledged(minutes=minutes)


def _acknowledge_entry(log_no: int, actor: StaffActor, at: datetime) -> datetime:
    """Acknowledge a serious entry, and return when it was written."""
    entry = (
        LogEntry.objects.select_for_update()
        .filter(site_id=actor.site_id, number=log_no, is_serious=True)
        .first()
    )
    if entry is None:
        raise bad_input(phrase("There is no serious entry {log_no} here.", log_no=log_no))
    rules.may_acknowledge(actor.post, Post(entry.post)).enforce()
    deadlines.catch_up("serious_entry", subject=entry.pk, at=at)
    if entry.acknowledged_at is not None:
        raise bad_input(phrase("Entry {log_no} is acknowledged already.", log_no=log_no))
    entry.acknowledged_at, entry.acknowledged_by = at, actor.code
    entry.save(update_fields=["acknowledged_at", "acknowledged_by"])
    deadlines.settle("serious_entry", subject=entry.pk, at=at)
    work.settle(kind="acknowledge_log", subject=f"log:{log_no}", site_id=actor.site_id, at=at)
    return entry.at


def _acknowledge_hazard(number: int, actor: StaffActor, at: datetime) -> datetime:
    """Acknowledge a hazard, and return when it was found."""
    hazard = hazards.to_acknowledge(actor.site_id, number)
    rules.may_acknowledge(actor.post, Post(hazard.finder_post)).enforce()
    hazards.acknowledge(hazard, actor=actor, at=at)
    return hazard.found_at
