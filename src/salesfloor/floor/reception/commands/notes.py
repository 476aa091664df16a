"""Small things noted on the floor: somebody at the door, a private call, a neglected customer."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from pydantic import Field

from salesfloor.base import lines
from salesfloor.base.answers import Answer
from salesfloor.base.commands import SiteActor, about, board_changed, cite, command
from salesfloor.base.fields import Who
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, LEADERS
from salesfloor.base.texts import Code, RequiredLine
from salesfloor.base.trades import WITH_ROTATION
from salesfloor.floor.reception.commands.state import reception_of
from salesfloor.floor.reception.models import Arrival, PrivateCall
from salesfloor.floor.reception.rules import receiving
from salesfloor.kernel.conduct import api as conduct
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

ARRIVED: Final = lines.occasion("at_the_door")


class Arrived(Answer):
    """Answer of `at_the_door`."""

    arrival: int


@command(
    "at_the_door",
    may=ANYONE,
    word=phrase("Customer at the door"),
    clauses=("9.1.1.1",),
    trades=WITH_ROTATION,
)
def at_the_door(*, actor: SiteActor, at: datetime) -> Arrived:
    """Alert the floor that a customer is at the door, and start the waiting clock (9.1.1.1)."""
    site_id = actor.site_id
    arrival = Arrival.objects.create(site_id=site_id, at=at, by=actor.code)
    lines.tell(ARRIVED, site_id=site_id, at=at, arrival=arrival.pk)
    cite("9.1.1.1", "9.1.1.2")
    about(f"arrival:{arrival.pk}")
    board_changed()
    return Arrived(arrival=arrival.pk)


class DoorClosed(Answer):
    """Answer of `nobody_at_the_door`."""

    closed: int


@command(
    "nobody_at_the_door",
    may=ANYONE,
    word=phrase("Nobody at the door"),
    trades=WITH_ROTATION,
)
def nobody_at_the_door(
    *, actor: SiteActor, at: datetime, arrival: Annotated[Number, Label("Arrival")]
) -> DoorClosed:
    """Stop the waiting clock of an alert that was none, or whose customer went away."""
    waiting = Arrival.objects.filter(
        site_id=actor.site_id, pk=arrival, reception=None, dismissed_at=None
    )
    closed = waiting.update(dismissed_at=at)
    about(f"arrival:{arrival}")
    board_changed()
    return DoorClosed(closed=closed)


class PrivateCallNoted(Answer):
    """Answer of `private_call`."""

    who: str
    minutes: int
    breach: bool
    conduct: int | None
    """The number of the record that a call too long made."""


@command(
    "private_call",
    may=LEADERS,
    word=phrase("Note a private call"),
    clauses=("3.6.2.2",),
    writes=RegisterLine(
        "conduct",
        phrase("{who} on a private call for {minutes} minutes"),
        variants={
            "breach": phrase("{who} on a private call for {minutes} minutes, longer than allowed")
        },
    ),
)
def private_call(
    *,
    actor: SiteActor,
    at: datetime,
    who: Who,
    minutes: Annotated[int, Field(ge=1, le=600), Label("Private call, in minutes")],
) -> PrivateCallNoted:
    """Note a private call on the floor; whether it was too long follows from the policy (3.6.2.2)."""
    site_id = actor.site_id
    person = people.person_here(who, site_id, at)
    limit = rulebook.policies(site_id, at)["private_call.max_minutes"]
    verdict = receiving.within_private_call(minutes=minutes, limit=limit)
    PrivateCall.objects.create(
        site_id=site_id,
        staff_id=person.pk,
        at=at,
        minutes=minutes,
        is_breach=not verdict,
        noted_by=actor.code,
    )
    registers.append(
        site_id=site_id,
        kind="conduct",
        actor=actor,
        at=at,
        body={"do": "private_call", "who": who, "minutes": minutes, "breach": not verdict},
    )
    cite("3.6.2.2")
    record = None if verdict else _on_record("private_call", "3.6.2.2", person.pk, actor, at)
    about(f"staff:{who}")
    return PrivateCallNoted(who=who, minutes=minutes, breach=not verdict, conduct=record)


def _on_record(item: str, clause: str, staff_id: int, actor: SiteActor, at: datetime) -> int:
    """Put what was noted on record against the person; return the number of the record."""
    return conduct.put_on_record(
        site_id=actor.site_id,
        staff_id=staff_id,
        matter=conduct.Matter(item, clause, subject=""),
        actor=actor,
        at=at,
    ).number


class NeglectNoted(Answer):
    """Answer of `note_neglect`."""

    ref: str
    who: str
    conduct: int
    """The number of the record."""


@command(
    "note_neglect",
    may=LEADERS,
    word=phrase("Note a neglected courtesy customer"),
    clauses=("3.2.4.2",),
    writes=RegisterLine(
        "conduct",
        phrase("{who} neglected the courtesy customer of {ref}: {note}"),
        facts={"who": Who},
    ),
    trades=WITH_ROTATION,
)
def note_neglect(
    *,
    actor: SiteActor,
    at: datetime,
    ref: Annotated[Code, Label("Reception")],
    note: Annotated[RequiredLine, Label("What was seen")],
) -> NeglectNoted:
    """Note that a courtesy customer was neglected, under the person who received them (3.2.4.2).

    :raises Refused: `input` for a reception that is no courtesy.
    """
    site_id = actor.site_id
    reception = reception_of(site_id, ref)
    receiving.may_be_neglected(reception.basis).enforce()
    receiver_id = reception.receiver_id or 0
    who = people.codes_of([receiver_id])[receiver_id]
    registers.append(
        site_id=site_id,
        kind="conduct",
        actor=actor,
        at=at,
        body={"do": "note_neglect", "who": who, "ref": ref},
        personal={"note": note},
    )
    cite("3.2.4.2")
    record = _on_record("neglect", "3.2.4.2", receiver_id, actor, at)
    about(f"reception:{ref}")
    return NeglectNoted(ref=ref, who=who, conduct=record)
