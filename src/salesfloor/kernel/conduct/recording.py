"""Putting something on record against a person, and ending a record, in the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from salesfloor.base import lines
from salesfloor.base.commands import miss
from salesfloor.base.fields import Who
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import trade_of
from salesfloor.kernel.conduct.items import item_of
from salesfloor.kernel.conduct.keeping import remember, remember_each
from salesfloor.kernel.conduct.models import Appeal, Record, State
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.numbers.api import next_number, next_numbers
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from salesfloor.base.commands import Actor
    from salesfloor.base.phrases import Phrase
    from salesfloor.kernel.conduct.items import Item

APPEAL_DUE: Final = "appeal_due"
RULING: Final = "appeal_to_rule_on"
ON_RECORD: Final = lines.line(
    "on_record",
    "conduct",
    phrase("On record against {who}: {item} ({clause}), no. {conduct}."),
    facts={"who": Who, "item": str, "clause": str, "conduct": int},
)


@dataclass(frozen=True, slots=True)
class Matter:
    """What is put on record: item, clause, what it is about, who noted it and in which words."""

    item: str
    clause: str
    subject: str
    note: str = ""
    photo: str = ""


def put_on_record(
    *, site_id: int, staff_id: int, matter: Matter, actor: Actor, at: datetime
) -> Record:
    """Put a matter on record against a person, write it down and tell them at once.

    :raises LookupError: the rulebook has no such item at sites of this trade.
    """
    item = _item(matter, site_id)
    points = rulebook.policies(site_id, at).get(f"conduct.points_{item.weight}", 0)
    record = Record.objects.create(
        site_id=site_id,
        number=next_number(site_id, "conduct"),
        staff_id=staff_id,
        item=matter.item,
        clause=matter.clause,
        at=at,
        told_at=at,
        points=points,
        noted_by=actor.code,
        subject=matter.subject,
        note=matter.note,
        photo=matter.photo,
    )
    remember(record, at)
    write_down(record, people.codes_of([staff_id]).get(staff_id, ""), actor, at)
    messages.tell(
        staff_id=staff_id,
        site_id=site_id,
        at=at,
        clause=matter.clause,
        sentence=_told(record, item),
        subject=f"conduct:{record.number}",
    )
    return record


def put_each_on_record(
    *, site_id: int, against: Sequence[tuple[int, Matter]], actor: Actor, at: datetime
) -> list[Record]:
    """Put a matter on record against each of many people at once, in their order; see `put_on_record`.

    The lines of the register are the caller's to write: by `write_down`, one record after the other.

    :raises LookupError: the rulebook has no such item at sites of this trade.
    """
    policies = rulebook.policies(site_id, at)
    items = {matter.item: _item(matter, site_id) for _, matter in against}
    points = {name: policies.get(f"conduct.points_{one.weight}", 0) for name, one in items.items()}
    numbers = next_numbers(site_id, "conduct", len(against))
    records = Record.objects.bulk_create(
        [
            Record(
                site_id=site_id,
                number=number,
                staff_id=staff_id,
                item=matter.item,
                clause=matter.clause,
                at=at,
                told_at=at,
                points=points[matter.item],
                noted_by=actor.code,
                subject=matter.subject,
                note=matter.note,
                photo=matter.photo,
            )
            for number, (staff_id, matter) in zip(numbers, against, strict=True)
        ],
        batch_size=1_000,
    )
    remember_each(records, site_id, at)
    for clause in dict.fromkeys(matter.clause for _, matter in against):
        tellings = [
            messages.Telling((one.staff_id,), _told(one, items[one.item]), f"conduct:{one.number}")
            for one in records
            if one.clause == clause
        ]
        messages.tell_each(tellings, site_id=site_id, at=at, clause=clause)
    return records


def _item(matter: Matter, site_id: int) -> Item:
    item = item_of(matter.item, trade_of(site_id))
    if item is None:
        message = f"there is no item of conduct '{matter.item}' at a site of this trade"
        raise LookupError(message)
    return item


def _told(record: Record, item: Item) -> Phrase:
    return phrase("On record, no. {conduct}: {item}.", conduct=record.number, item=item.words)


COMMENDATION: Final = "commendation"
"""The item of a record in somebody's favour."""


def commend(*, site_id: int, staff_id: int, by: str, words: str, at: datetime) -> Record:
    """Put a commendation on record: in the person's favour, without points."""
    record = Record.objects.create(
        site_id=site_id,
        number=next_number(site_id, "conduct"),
        staff_id=staff_id,
        item=COMMENDATION,
        clause="4.6",
        at=at,
        told_at=at,
        noted_by=by,
        note=words,
    )
    remember(record, at)
    return record


def write_down(record: Record, code: str, actor: Actor, at: datetime) -> None:
    """Write the line of a record against the person of that code."""
    registers.write(
        ON_RECORD,
        actor=actor,
        at=at,
        site_id=record.site_id,
        body={
            "who": code,
            "item": record.item,
            "clause": record.clause,
            "conduct": record.number,
            "subject": record.subject,
        },
        personal={"note": record.note},
    )
    miss(record.clause, code)


def settle_appeal(appeal: Appeal, at: datetime) -> None:
    """Take an appeal off the lists of those who could rule on it."""
    deadlines.settle(APPEAL_DUE, subject=appeal.pk, at=at)
    work.settle(kind=RULING, subject=appeal.record.name, site_id=appeal.site_id, at=at)


def end_records(
    *, site_id: int, subject: str, state: State, by: str, at: datetime, reason: str = ""
) -> list[int]:
    """Excuse or cover the records that come from a subject; return their numbers."""
    records = Record.objects.filter(site_id=site_id, subject=subject, state=State.STANDING)
    numbers = list(records.order_by("number").values_list("number", flat=True))
    records.update(state=state, state_at=at, state_by=by, reason=reason)
    return numbers
