"""Reading a volume as a book: pages of lines, struck ones with what strikes them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import orjson
from django.db.models import JSONField, Q, QuerySet
from django.db.models.functions import Cast

from salesfloor.base.china_time import day_of, start_of
from salesfloor.base.sql import fetch_all
from salesfloor.kernel.registers.entries import Entry, Facts, Later, Strike, codes_in, entry
from salesfloor.kernel.registers.models import Line, Value
from salesfloor.kernel.registers.permissions import Scope
from salesfloor.kernel.registers.shelf import LINES_A_PAGE
from salesfloor.web.directory import names_of
from salesfloor.web.lists.paging import slice_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from salesfloor.base.commands import Actor
    from salesfloor.kernel.registers.shelf import Volume

RULED_KINDS: Final = frozenset({"visit", "call"})
LATEST: Final = timedelta(days=2)
"""A reception that goes over midnight is told of until then."""

# A customer who waited, or left a phone later, is told of in the journal; it is looked through
# from the page's first open line on.
_LATER: Final = """
    SELECT (l.body::jsonb ->> 'register_no')::bigint, b.first_no + l.line_no - 1, l.body
    FROM register.book b JOIN register.line l ON l.book_id = b.id
    WHERE b.site_id = %(site)s AND b.kind = 'floor' AND b.last_at >= %(since)s
        AND b.opened_at < %(until)s AND l.at >= %(since)s AND l.at < %(until)s
        AND l.body::jsonb ->> 'do' IN ('assigned', 'leave_phone')
        AND l.body::jsonb ->> 'register' = %(kind)s
        AND (l.body::jsonb ->> 'register_no')::bigint = ANY(%(numbers)s)
    ORDER BY b.number, l.line_no
"""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a volume, or those lines of it that somebody may see."""

    volume: Volume
    number: int
    """Which page of the book; 0 where only some lines are shown."""
    entries: list[Entry]
    earlier: str = ""
    """The key behind which the reader's earlier lines stand."""

    @property
    def last(self) -> Entry | None:
        """Return the last line on the page."""
        return self.entries[-1] if self.entries else None


def page(volume: Volume, number: int) -> Page:
    """Return a whole page of a volume that the reader may see all of."""
    first = (number - 1) * LINES_A_PAGE
    lines = Line.objects.filter(
        book_id=volume.id, line_no__gt=first, line_no__lte=first + LINES_A_PAGE
    )
    return Page(volume, number, entries_of(volume, lines.order_by("line_no")))


def own_lines(volume: Volume, actor: Actor, at: datetime, *, before: str = "") -> Page:
    """Return those lines that the volume's scope leaves: one's own, or those of today."""
    lines = visible_lines(volume, actor, at)
    found = slice_of(lines, ("-line_no",), LINES_A_PAGE, after=before)
    return Page(volume, 0, entries_of(volume, reversed(found.rows)), found.after)


def visible_lines(volume: Volume, actor: Actor, at: datetime) -> QuerySet[Line]:
    """Return the lines of a volume into which the reader may look."""
    lines = Line.objects.filter(book_id=volume.id)
    match volume.scope:
        case Scope.WHOLE:
            return lines
        case Scope.TODAY:
            return lines.filter(recorded_at__gte=start_of(day_of(at)))
        case Scope.OWN:
            told = lines.annotate(told=Cast("body", JSONField()))
            return told.filter(
                Q(actor=actor.code)
                | Q(told__assigned_to=actor.code)
                | Q(told__owner=actor.code)
                | Q(told__who=actor.code)
            )
        case _:
            return lines.none()


def entries_of(volume: Volume, lines: Iterable[Line]) -> list[Entry]:
    """Return lines with the personal values beside them, their strikes, what came of them."""
    rows = list(lines)
    if not rows:
        return []
    facts = _facts(volume, rows)
    strikes = _strikes(volume, rows)
    later = _later(volume, rows, facts)
    for number, override in _overrides(volume, rows):
        later.setdefault(number, []).append(override)
    told = [*facts.values(), *(one.facts for some in later.values() for one in some)]
    names = names_of(
        {line.actor for line in rows}
        | {code for fact in told for code in codes_in(fact, volume.register)}
    )
    return [
        entry(
            line,
            _number(volume, line),
            volume.register,
            facts=facts[line.line_no],
            names=names,
            struck=strikes.get(line.line_no),
            later=later.get(_number(volume, line), []),
        )
        for line in rows
    ]


def _number(volume: Volume, line: Line) -> int:
    return volume.first_no + line.line_no - 1


def _facts(volume: Volume, rows: list[Line]) -> dict[int, Facts]:
    facts: dict[int, Facts] = {line.line_no: orjson.loads(line.body) for line in rows}
    values = Value.objects.filter(book_id=volume.id, line_no__in=list(facts))
    for line_no, field, text in values.values_list("line_no", "field", "value"):
        facts[line_no][field] = text
    return facts


def _strikes(volume: Volume, rows: list[Line]) -> dict[int, Strike]:
    refs = {f"{volume.name}:{line.line_no}": line.line_no for line in rows}
    found = Line.objects.select_related("book").filter(kind="correction", ref__in=list(refs))
    strikes = list(found)
    reasons = {
        (value.book_id, value.line_no): value.value
        for value in Value.objects.filter(
            field="reason",
            book_id__in={line.book_id for line in strikes},
            line_no__in=[line.line_no for line in strikes],
        )
    }
    return {
        refs[line.ref or ""]: Strike(
            number=line.book.first_no + line.line_no - 1,
            reason=reasons.get((line.book_id, line.line_no), ""),
            by=line.actor,
        )
        for line in strikes
    }


def _overrides(volume: Volume, rows: list[Line]) -> Iterator[tuple[int, Later]]:
    """Yield what the manager decided later about lines of the page, in the same volume."""
    if volume.kind not in RULED_KINDS:
        return
    numbers = {_number(volume, line) for line in rows}
    lines = Line.objects.filter(book_id=volume.id, kind="override", line_no__gt=rows[0].line_no)
    for line in lines.order_by("line_no"):
        body = orjson.loads(line.body)
        if body.get("register_no") in numbers:
            yield body["register_no"], Later(_number(volume, line), body)


def _later(volume: Volume, rows: list[Line], facts: dict[int, Facts]) -> dict[int, list[Later]]:
    if volume.kind not in RULED_KINDS:
        return {}
    is_open = [
        line
        for line in rows
        if line.kind in {"entry", "late_entry"}
        and not (facts[line.line_no].get("assigned_to") and facts[line.line_no].get("owner"))
    ]
    if not is_open:
        return {}
    found: dict[int, list[Later]] = defaultdict(list)
    asked = {
        "site": volume.site_id,
        "since": min(line.at for line in is_open),
        "until": max(line.at for line in is_open) + LATEST,
        "kind": volume.kind,
        "numbers": [_number(volume, line) for line in is_open],
    }
    for register_no, number, body in fetch_all(_LATER, asked):
        found[register_no].append(Later(number, orjson.loads(body)))
    return found
