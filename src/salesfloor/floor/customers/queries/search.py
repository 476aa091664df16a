"""Finding customers by any part of the name, pinyin initials or phone, within one's scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q

from salesfloor.base.names import EITHER, folded, latin
from salesfloor.base.phones import normal_phone
from salesfloor.base.sql import fetch_all
from salesfloor.floor.customers import spelling
from salesfloor.floor.customers.permissions import SEES_WHOSE
from salesfloor.floor.customers.queries.whose import household
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.base.commands import Actor

PER_PAGE: Final = 25
FEWEST_DIGITS: Final = 3
LONGEST: Final = 100
"""Characters of what is searched for; more of them find nothing."""

_FOUND: Final = """
    SELECT u.id, u.name, u.phone, u.area, c.kind, c.lapses_at, c.owner_id, s.name
    FROM customers_customer u
    {join} JOIN customers_claim c ON c.site_id = u.site_id AND c.phone = u.phone
        AND c.ended_at IS NULL AND c.lapses_at > %(at)s
    LEFT JOIN people_staff s ON s.id = c.owner_id
    WHERE u.site_id = %(site)s {conditions}
    ORDER BY u.id DESC LIMIT %(most)s
"""
_READS_LIKE: Final = """
    (u.folded LIKE %(name)s OR u.initials LIKE ANY(%(initials)s) OR u.pinyin LIKE ANY(%(spelled)s))
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A customer as a list shows it."""

    id: int
    name: str
    phone: str
    area: str
    kind: str | None
    lapses_at: datetime | None
    owner_id: int | None
    owner: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of customers; `after` is where the next begins."""

    rows: list[Found]
    after: int | None = None


def search(
    actor: Actor,
    at: datetime,
    text: str = "",
    *,
    state: str = "",
    owner_id: int | None = None,
    after: int | None = None,
    most: int = PER_PAGE,
) -> Page:
    """Return the customers that fit, the newest first; nothing is counted.

    `state` is `followed` or `pool`. A salesperson finds the own customers only.
    """
    site_id = registers.site_of(actor)
    conditions, values = _fitting(text)
    values |= {"site": site_id, "at": at, "most": most + 1}
    sees_all = actor.post in SEES_WHOSE
    wanted = owner_id if sees_all else actor.staff_id or 0
    if wanted is not None:
        conditions.append("c.owner_id = %(owner)s")
        values["owner"] = wanted
    if state == "pool":
        conditions.append("c.id IS NULL")
    if after is not None:
        conditions.append("u.id < %(after)s")
        values["after"] = after
    statement = _FOUND.format(
        join="" if wanted is not None or state == "followed" else "LEFT",
        conditions="".join(f" AND {condition}" for condition in conditions),
    )
    rows = [Found(*row) for row in fetch_all(statement, values)]
    more = len(rows) > most
    rows = rows[:most]
    return Page(rows, rows[-1].id if more else None)


def _fitting(text: str) -> tuple[list[str], dict[str, Any]]:
    typed = " ".join(text[:LONGEST].split())
    if not typed:
        return [], {}
    digits = normal_phone(typed) or "".join(sign for sign in typed if sign.isdecimal())
    if len(digits) >= FEWEST_DIGITS and not any(sign.isalpha() for sign in typed):
        return ["u.phone LIKE %(digits)s"], {"digits": f"%{digits.removeprefix('+')}%"}
    name = escaped(folded(typed))
    if not name:
        return ["false"], {}
    letters = letters_of(typed)
    if not letters:
        return ["u.folded LIKE %(name)s"], {"name": f"%{name}%"}
    initials, spelled = spellings(letters)
    return [_READS_LIKE], {"name": f"%{name}%", "initials": initials, "spelled": spelled}


def named(text: str) -> Q:
    """Return the condition that a customer's name begins as typed, or reads like it."""
    typed = text[:LONGEST]
    fits = Q(folded__startswith=folded(typed))
    letters = letters_of(typed)
    if not letters:
        return fits
    fits |= Q(initials__startswith=letters) | Q(initials__contains=f"{EITHER}{letters}")
    for reading in spelling.readings(letters):
        fits |= Q(pinyin__startswith=reading) | Q(pinyin__contains=f"{EITHER}{reading}")
    return fits


def letters_of(typed: str) -> str:
    """Return Latin letters without tones, where nothing else was typed."""
    plain = latin(typed)
    return "".join(sign for sign in plain if sign.isalpha()) if plain.isascii() else ""


def spellings(letters: str) -> tuple[list[str], list[str]]:
    """Return the patterns of initials and pinyin that letters fit, for either reading of a name."""
    initials = [f"{letters}%", f"%{EITHER}{letters}%"]
    read = spelling.readings(letters)
    return initials, [f"{before}{one}%" for one in read for before in ("", f"%{EITHER}")]


def escaped(text: str) -> str:
    """Return a text in which nothing stands for anything else in a pattern."""
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def is_colleagues(actor: Actor, at: datetime, text: str) -> bool:
    """Tell whether a whole phone is a colleague's customer: that is all one hears (3.4.3.5)."""
    phone = normal_phone(text)
    if phone is None or actor.site_id is None or actor.post in SEES_WHOSE:
        return False
    claim = household(actor.site_id, phone, rulebook.policies(actor.site_id, at)).deciding(at)
    return claim is not None and claim.owner_id != actor.staff_id
