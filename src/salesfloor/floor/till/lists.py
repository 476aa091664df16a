"""The closings of the cash as a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from salesfloor.base.money import yuan
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.floor.till.choices import Method
from salesfloor.floor.till.models import Closing
from salesfloor.floor.till.open_lines import counted_last, open_lines
from salesfloor.web.language import joined, said
from salesfloor.web.lists import (
    MOMENT,
    MONEY,
    NUMBER,
    PERSON_CODE,
    Asked,
    Column,
    Empty,
    List,
    Period,
)

CLOSES: Final = MANAGERS | {Post.FINANCE}


def _expected(row: Closing, asked: Asked) -> int:
    del asked
    return sum(row.expected.values())


def _counted(row: Closing, asked: Asked) -> int:
    del asked
    return sum(row.counted.values())


def _difference(row: Closing, asked: Asked) -> int:
    return _counted(row, asked) - _expected(row, asked)


def _ways(row: Closing, asked: Asked) -> str:
    """Name what was counted by way of paying, those without money left out."""
    del asked
    parts = [
        f"{said(one.label)} ¥{fen / 100:,.2f}" for one in Method if (fen := row.counted.get(one, 0))
    ]
    return joined(parts)


def _receipts(row: Closing, asked: Asked) -> str:
    """Say which receipts a closing covers."""
    del asked
    return f"{row.from_no}\N{WORD JOINER}–\N{WORD JOINER}{row.to_no}" if row.from_no else ""


def _of_way(method: Method) -> tuple[Column, Column]:
    """Return the columns of one way of paying in files: what was counted, what was expected."""
    counted = Column(
        method.label, lambda row, _asked: row.counted.get(method, 0), MONEY, on_screen=False
    )
    label = phrase("{way}, expected", way=method.label)
    expected = Column(
        label, lambda row, _asked: row.expected.get(method, 0), MONEY, on_screen=False
    )
    return counted, expected


def _where(row: Closing, asked: Asked) -> str:
    """Name the ways of paying that differ, each with by how much."""
    del asked
    parts = [
        f"{said(one.label)} {'+' if differs > 0 else '-'}¥{abs(differs) / 100:,.2f}"
        for one in Method
        if (differs := row.counted.get(one, 0) - row.expected.get(one, 0))
    ]
    return joined(parts)


def _look(row: Closing) -> str:
    """Mark a closing that differs in any way of paying."""
    differs = any(row.counted.get(one, 0) != row.expected.get(one, 0) for one in Method)
    return "is-urgent" if differs else ""


def _also(asked: Asked) -> dict[str, Any]:
    """Return the ways to count; after the count, what the books expect and what differs."""
    may_close = asked.actor.post is Post.FINANCE
    lines = open_lines(asked.site_id)
    count = counted_last(asked.site_id, lines) if may_close else None
    facts: dict[str, Any] = {
        "methods": Method.pairs(),
        "open": len(lines),
        "may_close": may_close,
        "count": count,
    }
    if count is not None:
        expected = lines.expected()
        compared = [
            _Compared(one, count.counted.get(one, 0), expected.get(one, 0)) for one in Method
        ]
        facts |= {"compared": compared, "differs": any(one.difference for one in compared)}
    return facts


@dataclass(frozen=True, slots=True)
class _Compared:
    """One way of paying: what was counted and what the books expect, in fen."""

    method: Method
    counted: int
    expected: int

    @property
    def difference(self) -> int:
        return self.counted - self.expected

    @property
    def counted_yuan(self) -> str:
        return yuan(self.counted)


CLOSINGS: Final = List(
    "closings",
    phrase("Cash closing"),
    may=CLOSES,
    rows=lambda asked: Closing.objects.filter(site_id=asked.site_id),
    order=("-number",),
    columns=(
        Column(phrase("Closing"), "number", NUMBER, is_main=True),
        Column(phrase("When"), "at", MOMENT),
        Column(phrase("Closed by"), "closed_by", PERSON_CODE),
        Column(phrase("Expected"), _expected, MONEY),
        Column(phrase("Counted"), _counted, MONEY),
        Column(phrase("Counted by way of paying"), _ways),
        Column(phrase("Difference"), _difference, MONEY),
        Column(phrase("Where it differs"), _where),
        Column(phrase("Why it differs"), "reason"),
        *(column for method in Method for column in _of_way(method)),
        Column(phrase("Receipts"), _receipts),
        Column(phrase("From receipt"), "from_no", NUMBER, on_screen=False),
        Column(phrase("To receipt"), "to_no", NUMBER, on_screen=False),
    ),
    filters=(Period("at"),),
    look=_look,
    empty=Empty(phrase("The cash was not closed yet"), icon="ti-cash"),
    template="till/closings.html",
    also=_also,
    clause="7.2.3",
    per_page=30,
)
