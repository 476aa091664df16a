"""Advances as a list: one's own; all of the site for finance and managers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import phrase
from salesfloor.kernel.advances.choices import Status
from salesfloor.kernel.advances.commands import MEMBERS
from salesfloor.kernel.advances.models import Advance
from salesfloor.kernel.advances.queries import advances_seen_by
from salesfloor.web.lists import (
    DAY,
    MOMENT,
    MONEY,
    NUMBER,
    PERSON,
    Asked,
    Column,
    Empty,
    Flag,
    List,
    OneOf,
    Period,
    choice,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

TONES: Final = {"requested": "note", "paid": "warn", "refused": "bad", "settled": "good"}


def _rows(asked: Asked) -> QuerySet[Advance]:
    rows = advances_seen_by(asked.actor)
    if asked.wanted.get("late"):
        rows = rows.filter(status=Status.PAID, settle_until__lt=day_of(asked.at))
    return rows


def _also(asked: Asked) -> dict[str, Any]:
    """Return what is left to settle of what the reader was paid, the late one that stands first in the way."""
    own = Advance.objects.filter(site_id=asked.site_id, staff_id=asked.actor.staff_id or 0)
    paid = own.filter(status=Status.PAID).order_by("number")
    return {
        "to_settle_fen": sum(row.amount_fen for row in paid),
        "late": paid.filter(settle_until__lt=day_of(asked.at)).first(),
    }


ADVANCES: Final = List(
    "advances",
    phrase("Advances"),
    may=MEMBERS,
    rows=_rows,
    order=("-number",),
    columns=(
        Column(phrase("What for"), "purpose", link=("advances:advance", "number"), is_main=True),
        Column(phrase("No."), "number", NUMBER),
        Column(phrase("Who"), "staff_id", PERSON),
        Column(phrase("Amount"), "amount_fen", MONEY),
        Column(phrase("State"), "status", choice(Status, TONES)),
        Column(phrase("Settle until"), "settle_until", DAY),
        Column(phrase("By vouchers"), lambda row, _asked: row.spent_fen, MONEY),
        Column(phrase("Left to settle"), lambda row, _asked: row.balance_fen, MONEY),
        Column(phrase("Asked for at"), "asked_at", MOMENT),
    ),
    filters=(
        OneOf("status", phrase("State"), Status.pairs()),
        Flag("late", phrase("Not settled in time"), by_rows=True),
        Period("asked_at"),
    ),
    empty=Empty(
        phrase("No advances"),
        phrase("Money for the house's matters is asked for beforehand and settled by vouchers."),
    ),
    template="advances/advances.html",
    also=_also,
)
