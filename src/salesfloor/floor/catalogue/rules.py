"""Units, prices and layouts as pure functions: states, codes in order, what a layout's name says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause
from salesfloor.floor.catalogue.choices import UnitState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

A, W, H, S, C = (
    UnitState.AVAILABLE,
    UnitState.WITHHELD,
    UnitState.HELD,
    UnitState.SUBSCRIBED,
    UnitState.CONTRACTED,
)
MOVES: Final = frozenset(
    {
        (A, W),
        (W, A),
        (A, H),
        (H, A),
        (H, S),
        (S, H),
        (S, C),
        (S, A),
        (C, A),
    }
)
"""Every way in which the state of a unit changes."""
NOT_SOLD: Final = frozenset({A, H, W})
"""While a unit is in one of these, the site is not sold out."""
TAKEN: Final = frozenset({H, S, C})
"""Into these a unit comes by a deal, or by a list that was kept elsewhere."""
_DIGITS: Final = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
_DIGITS.update({"六": 6, "七": 7, "八": 8, "九": 9})
_COUNT: Final = r"([0-9]{1,2}|[零一二两三四五六七八九十]{1,3})"
_ROOMS: Final = re.compile(_COUNT + "[室房]")
_HALLS: Final = re.compile(_COUNT + "厅")
_BATHS: Final = re.compile(_COUNT + "卫")
_PARTS: Final = re.compile(r"([0-9]+)")


class Counts(NamedTuple):
    """Rooms, halls and baths of a layout, as far as they are known."""

    rooms: int | None
    halls: int | None
    baths: int | None


def counts_in(name: str) -> Counts:
    """Return what a layout's name says: 三室两厅一卫, 2房2厅1卫."""
    return Counts(_read(_ROOMS, name), _read(_HALLS, name), _read(_BATHS, name))


def _read(pattern: re.Pattern[str], name: str) -> int | None:
    found = pattern.search(name)
    return None if found is None else _number(found[1])


def _number(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        known = _DIGITS.get(tens or "一"), _DIGITS.get(ones or "零")
        return None if known[0] is None or known[1] is None else 10 * known[0] + known[1]
    return _DIGITS.get(text)


def by_number(code: str) -> tuple[tuple[int, int | str], ...]:
    """Return the key by which codes sort: by their numbers, then letters; 1-1-9 before 1-1-10."""
    parts = (part for part in _PARTS.split(code) if part)
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in parts)


@clause("input")
def may_become(state: str, to: UnitState, *, unit: str) -> Phrase | None:
    """Units go their ways only: for sale, held, subscribed, contracted; withheld and back."""
    if (UnitState(state), to) in MOVES:
        return None
    return phrase(
        "Unit {unit} stands as {state} now, so this does not fit.",
        unit=unit,
        state=UnitState(state).label,
    )


@clause("input")
def may_price(
    *, from_on: date, today: date, codes: Iterable[str], unknown: Iterable[str]
) -> Phrase | None:
    """A price list holds from today or later, and names units of the site once each."""
    if from_on < today:
        return phrase("A price list cannot hold from a day gone by.")
    missing = sorted(unknown, key=by_number)
    if missing:
        return phrase("There is no unit {unit} here.", unit=missing[0])
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            return phrase("Unit {unit} stands twice in the list.", unit=code)
        seen.add(code)
    return None


@clause("9.3.2.7")
def may_tell(*, source: str) -> Phrase | None:
    """What customers are shown has a source."""
    if source:
        return None
    return phrase("Say where these facts are known from: what is shown to customers has a source.")


def zone(text: str) -> dict[str, str]:
    """Return a zone as it is given: its name, and the strength that it shows after a colon."""
    name, _, tag = text.replace("：", ":").rpartition(":")
    return (
        {"name": name.strip(), "tag": tag.strip()}
        if name.strip()
        else {"name": tag.strip(), "tag": ""}
    )
