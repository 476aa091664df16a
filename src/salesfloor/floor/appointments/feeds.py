"""A person's appointments as a calendar, at a secret address that is taken back when it leaks (9.5.1.3)."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Final

from icalendar import Calendar, Event

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.labels import SecretMark
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.floor.appointments.choices import Kind, State
from salesfloor.floor.appointments.models import Appointment, Feed
from salesfloor.floor.appointments.queries import owner_of
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.web.language import said

if TYPE_CHECKING:
    from collections.abc import Iterable

CLAUSE: Final = "9.5.1.3"
KEPT: Final = timedelta(days=30)
"""So long a cancelled appointment stays in the calendar, marked so, and one that is over stays at all."""
LASTS: Final = timedelta(minutes=30)
FEED_MAY: Final = ANYONE - {Post.OPERATOR}


class FeedOpened(Answer):
    """The address: the person who has it reads the calendar. Sent again with the same key it is empty."""

    address: Annotated[str, SecretMark()]


@command(
    "open_calendar_feed",
    may=FEED_MAY,
    word=phrase("New calendar address"),
    clauses=(CLAUSE,),
    writes=RegisterLine("custody", phrase("A calendar address was opened")),
    done=phrase("The address is shown once. Put it into your telephone's calendar."),
)
def open_calendar_feed(*, actor: StaffActor, at: datetime) -> FeedOpened:
    """Open a new address for the own appointments; the one before is dead at once."""
    _close(actor.staff_id, at)
    token = secrets.token_urlsafe(32)
    Feed.objects.create(staff_id=actor.staff_id, digest=_digest(token), made_at=at)
    registers.record(actor=actor, at=at, body={})
    cite(CLAUSE)
    about(f"staff:{actor.code}")
    return FeedOpened(address=f"/calendars/{token}.ics")


class FeedClosed(Answer):
    """The address leads nowhere any more."""


@command(
    "close_calendar_feed",
    may=FEED_MAY,
    word=phrase("Take the calendar address back"),
    clauses=(CLAUSE,),
    writes=RegisterLine("custody", phrase("A calendar address was taken back")),
    done=phrase("The address is dead."),
)
def close_calendar_feed(*, actor: StaffActor, at: datetime) -> FeedClosed:
    """Take the own address back; without one nothing changes."""
    _close(actor.staff_id, at)
    registers.record(actor=actor, at=at, body={})
    cite(CLAUSE)
    about(f"staff:{actor.code}")
    return FeedClosed()


def _close(staff_id: int, at: datetime) -> None:
    Feed.objects.filter(staff_id=staff_id, revoked_at=None).update(revoked_at=at)


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()


def holder_of(token: str) -> people.Staff | None:
    """Return whose calendar an address shows; None for a dead or wrong one, or who has left."""
    feed = Feed.objects.filter(digest=_digest(token), revoked_at=None).first()
    if feed is None:
        return None
    return people.Staff.objects.filter(pk=feed.staff_id, left_at=None).first()


def has_feed(staff_id: int) -> bool:
    """Tell whether somebody has a living address."""
    return Feed.objects.filter(staff_id=staff_id, revoked_at=None).exists()


def calendar_of(person: people.Staff, at: datetime) -> bytes:
    """Write the appointments of a person's customers as a calendar: number, kind, time, masked phone."""
    calendar = Calendar()
    calendar.add("prodid", "-//Salesfloor//Appointments//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for one in _shown(person, at):
        calendar.add_component(_event(one))
    return bytes(calendar.to_ical())


def _shown(person: people.Staff, at: datetime) -> Iterable[Appointment]:
    rows = Appointment.objects.filter(site_id=person.site_id or 0, time__gte=at - KEPT)
    found = list(rows.order_by("time", "number"))
    owners = {
        phone: owner_of(person.site_id or 0, phone, at) for phone in {one.phone for one in found}
    }
    for one in found:
        claim = owners[one.phone]
        is_theirs = claim is not None and claim.owner_id == person.pk
        is_over = one.state == State.CANCELLED and one.changed_at < at - KEPT
        if is_theirs and not is_over:
            yield one


def _event(one: Appointment) -> Event:
    event = Event()
    event.add("uid", f"appointment-{one.site_id}-{one.number}@salesfloor")
    event.add("dtstamp", one.changed_at)
    event.add("dtstart", one.time)
    event.add("dtend", one.time + LASTS)
    event.add("sequence", one.sequence)
    event.add("summary", f"{said(Kind.labels()[one.kind])} {one.number} {masked_phone(one.phone)}")
    event.add("status", "CANCELLED" if one.state == State.CANCELLED else "CONFIRMED")
    return event
