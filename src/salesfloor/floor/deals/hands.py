"""What registers say of an agreement beside its paper: why it was written, through whose hands it went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.floor.deals.models import Agreement


@dataclass(frozen=True, slots=True)
class PassedOn:
    """One hand-over: who gave it to whom, by their codes."""

    at: datetime
    giver: str
    taker: str


def passed_on(row: Agreement) -> list[PassedOn]:
    """Return the hand-overs of an agreement, the first one first."""
    lines = registers.Line.objects.filter(
        book__site_id=row.site_id, book__kind="custody", body__contains='"do":"pass_agreement"'
    )
    found = []
    for at, giver, body in lines.order_by("at", "pk").values_list("at", "actor", "body"):
        said: dict[str, Any] = orjson.loads(body)
        if said["agreement"] == row.number:
            found.append(PassedOn(at, giver, said["to"]))
    return found


def why_written(row: Agreement) -> str:
    """Return the reason that was given when an agreement was written, if any; it stands beside its line."""
    line = registers.line_numbered(row.site_id, "agreement", row.number)
    values = registers.Value.objects.filter(book_id=line.book_id, line_no=line.line_no)
    return values.filter(field="reason").values_list("value", flat=True).first() or ""
