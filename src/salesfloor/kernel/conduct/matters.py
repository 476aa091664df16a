"""What is appealed besides conduct: matters of upper modules, such as an assessment, by their own name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.trades import trade_of
from salesfloor.kernel.conduct import rules
from salesfloor.kernel.conduct.fining import fine_of
from salesfloor.kernel.conduct.items import item_of
from salesfloor.kernel.conduct.keeping import remember
from salesfloor.kernel.conduct.models import OTHER_MATTERS, Record, State
from salesfloor.kernel.numbers.api import next_number

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet


def let_appeal(
    *, site_id: int, staff_id: int, subject: str, clause: str, by: str, at: datetime
) -> None:
    """Let a person appeal what somebody decided about them, as they appeal conduct (7.2.5)."""
    record = Record.objects.create(
        site_id=site_id,
        number=-next_number(site_id, "appealable"),
        staff_id=staff_id,
        item=subject.partition(":")[0],
        clause=clause,
        at=at,
        told_at=at,
        noted_by=by,
        subject=subject,
    )
    remember(record, at)


def other_record(subject: str, site_id: int, staff_id: int | None) -> Record | None:
    """Return the record of such a matter, locked: the person's own, else the appeal that waits longest."""
    rows: QuerySet[Record] = Record.objects.select_for_update().filter(
        site_id=site_id, item__in=OTHER_MATTERS, subject=subject
    )
    if staff_id is not None and (own := rows.filter(staff_id=staff_id).first()) is not None:
        return own
    return rows.filter(state=State.APPEALED).order_by("state_at", "pk").first() or rows.first()


def clause_of(record: Record) -> str:
    """Return the clause by which appeals about a record are refused: that of a fine or matter, else 7.2.5."""
    is_named = record.item in OTHER_MATTERS or fine_of(record) is not None
    return record.clause if is_named else rules.CLAUSE


def said_of(record: Record) -> Phrase:
    """Return what a record is about in words, for sentences to people: `Warning 2`, `Without a badge, no. 7`."""
    kind, _, number = record.name.partition(":")
    if kind == "warning":
        return phrase("warning {number}", number=number)
    if kind == "assessment":
        return phrase("assessment {number}", number=number)
    fined = fine_of(record)
    if fined is not None:
        return phrase("fine {number}", number=fined.number)
    item = item_of(record.item, trade_of(record.site_id))
    words = item.words if item else Phrase(record.item)
    return phrase("{item}, no. {number}", item=words, number=record.number)
