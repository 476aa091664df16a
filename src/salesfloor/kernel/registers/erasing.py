"""Destroying the personal values beside lines whose time is over: a notice first, then the values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.sql import execute, fetch_all, text_array
from salesfloor.kernel.registers.writing import append

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from salesfloor.base.commands import Actor
    from salesfloor.base.lines import RegisterLine

_WITH_VALUES: Final = """
    SELECT b.id, b.name, b.first_no, l.line_no FROM register.book b
    JOIN register.line l ON l.book_id = b.id
    WHERE b.site_id = %s AND b.kind = %s AND EXISTS (
        SELECT FROM register.value v WHERE v.book_id = l.book_id AND v.line_no = l.line_no)
      AND EXISTS (SELECT FROM unnest(%s::text[], %s::text[]) AS f (name, value)
        WHERE l.body::json ->> f.name = f.value)
    ORDER BY b.number, l.line_no
"""


def erase_about(
    notice: RegisterLine, *, site_id: int, facts: Mapping[str, str], actor: Actor, at: datetime
) -> int:
    """Destroy the personal values beside the lines of a register that say one of these facts.

    `notice` is written for each of them first, in the same register. Return how many lines had some.
    """
    row = (site_id, notice.register, text_array(facts), text_array(facts.values()))
    found = fetch_all(_WITH_VALUES, row)
    for book_id, name, first_no, line_no in found:
        append(
            site_id=site_id,
            kind=notice.register,
            actor=actor,
            at=at,
            line_kind="erasure",
            ref=f"{name}:{line_no}",
            body={"do": notice.do, "register_no": first_no + line_no - 1},
        )
        execute("SELECT register.erase(%s, %s)", (book_id, line_no))
    return len(found)
