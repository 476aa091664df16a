"""What a price list says otherwise than the floor: unit by unit what it was and what it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.answers import Answer
from salesfloor.base.money import yuan
from salesfloor.base.phrases import phrase
from salesfloor.floor.catalogue import api as catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from salesfloor.base.phrases import Phrase

PRICE: Final = "price"
WORDS: Final[Mapping[str, Phrase]] = {
    PRICE: phrase("Price"),
    "state": phrase("State"),
    "layout": phrase("Layout"),
    "area": phrase("Floor space"),
    "building": phrase("Building"),
    "stair": phrase("Stair"),
    "floor": phrase("Storey"),
    "room": phrase("Room"),
    "inner_area": phrase("Area inside"),
    "orientation": phrase("Orientation"),
    "position": phrase("Position"),
    "note": phrase("Remark"),
}
"""What a list may change of a unit, with the words over it."""


class UnitNew(Answer):
    """A unit that the file has and the floor has not."""

    unit: str
    price: str
    state: str


class UnitChanged(Answer):
    """One fact of a unit: what is on record, what the file says; null where there was nothing."""

    unit: str
    field: str
    before: str | None
    now: str


class UnitGone(Answer):
    """A unit of the floor that the file does not name; nothing is done with it."""

    unit: str
    price: str | None
    state: str


def new(facts: Iterable[catalogue.UnitFacts]) -> list[UnitNew]:
    """Return the units that come in, by their codes."""
    rows = [
        UnitNew(unit=one.code, price=yuan(one.price_fen), state=one.state.value) for one in facts
    ]
    return sorted(rows, key=lambda row: catalogue.by_number(row.unit))


def changed(
    unit: catalogue.Unit, facts: catalogue.UnitFacts, price_fen: int | None
) -> list[UnitChanged]:
    """Return what becomes otherwise of a unit: its price first, then its state, then its facts."""
    found = []
    if price_fen != facts.price_fen:
        before = None if price_fen is None else yuan(price_fen)
        found.append((PRICE, before, yuan(facts.price_fen)))
    if unit.state != facts.state:
        found.append(("state", unit.state, facts.state.value))
    for name, value in catalogue.changed_facts(unit, facts).items():
        held = getattr(unit, name)
        found.append((name, None if held in {"", None} else str(held), str(value)))
    return [
        UnitChanged(unit=unit.code, field=name, before=before, now=now)
        for name, before, now in found
    ]


def gone(units: Iterable[catalogue.Unit], prices: Mapping[str, int]) -> list[UnitGone]:
    """Return the units that the file leaves out, by their codes."""
    rows = [
        UnitGone(
            unit=unit.code,
            price=yuan(prices[unit.code]) if unit.code in prices else None,
            state=unit.state,
        )
        for unit in units
    ]
    return sorted(rows, key=lambda row: catalogue.by_number(row.unit))


def shown(answer: Mapping[str, Any], most: int) -> dict[str, Any]:
    """Return what the page of an import shows of it: prices apart from everything else, at most so many each."""
    states = catalogue.UnitState.labels()
    told = answer.get("units_changed", [])
    prices = [_priced(one) for one in told if one["field"] == PRICE]
    facts = [
        {
            **one,
            "word": WORDS[one["field"]],
            "before": _said(one["field"], one["before"]),
            "now": _said(one["field"], one["now"]),
        }
        for one in told
        if one["field"] != PRICE
    ]
    parts: dict[str, list[Any]] = {
        "prices": prices,
        "facts": facts,
        "arrivals": [
            {**one, "price": _fen(one["price"]), "state": states[one["state"]]}
            for one in answer.get("units_new", [])
        ],
        "absent": [
            {**one, "price": _fen(one["price"]), "state": states[one["state"]]}
            for one in answer.get("units_gone", [])
        ],
    }
    return {
        "dearer": sum(one["by"] > 0 for one in prices if one["by"] is not None),
        "cheaper": sum(one["by"] < 0 for one in prices if one["by"] is not None),
        **{name: rows[:most] for name, rows in parts.items()},
        **{f"more_{name}": max(0, len(rows) - most) for name, rows in parts.items()},
    }


def _priced(one: Mapping[str, Any]) -> dict[str, Any]:
    before, now = _fen(one["before"]), _fen(one["now"]) or 0
    by = None if before is None else now - before
    share = None if by is None or not before else by / before
    return {"unit": one["unit"], "before": before, "now": now, "by": by, "share": share}


def _said(name: str, value: str | None) -> Any:  # noqa: ANN401 - words of a state, or what is written
    if value is None:
        return ""
    return catalogue.UnitState.labels()[value] if name == "state" else value


def _fen(text: str | None) -> int | None:
    return None if text is None else int(text.replace(".", ""))
