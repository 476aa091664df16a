"""The need as a form of taps (9.2.1.3): what a trade asks for, what the site offers, what is ticked already."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import Phrase, marked, phrase
from salesfloor.base.refusals import bad_input
from salesfloor.base.trades import Trade
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.catalogue.choices import Strength
from salesfloor.floor.particulars.choices import Criterion
from salesfloor.floor.particulars.queries.facts import need_of
from salesfloor.web.language import said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import QueryDict


ALL: Final = ("rooms", "budget", "area", "orientation", "floor", "purpose", "likes", "must")
ASKED: Final[dict[Trade, tuple[str, ...]]] = {
    Trade.REAL_ESTATE: ALL,
    Trade.SHOWROOM: ("budget", "purpose", "likes", "must"),
}
"""What the form of a trade asks for (N9); the others ask what it is for and what counts."""
OTHERS: Final = ("purpose", "likes")
OFTEN: Final[tuple[tuple[str, tuple[Strength, ...]], ...]] = (
    (marked("To live in"), (Strength.DAYLIGHT, Strength.VENTILATION)),
    (marked("For more room"), (Strength.ALL_LIT, Strength.QUIET_APART, Strength.CLEAN_APART)),
    (marked("For the parents"), (Strength.DAYLIGHT, Strength.QUIET_APART, Strength.DRY_APART)),
    (marked("For a child's school"), (Strength.QUIET_APART, Strength.DAYLIGHT)),
    (marked("To let it"), (Strength.DRY_APART, Strength.VENTILATION)),
)
"""What people buy for, and the wishes that often go with it: offered, never ranked by (N9)."""
_BOUNDS: Final = ("area_from", "area_to", "floor_from", "floor_to")
_OF: Final = {"area": _BOUNDS[:2], "floor": _BOUNDS[2:]}
TEN_THOUSAND: Final = 10_000
_FEN: Final = 100
_WORDS: Final = {one.value: one.label for one in Strength}


@dataclass(frozen=True, slots=True)
class Tick:
    """Something to tick."""

    value: str
    label: str
    is_ticked: bool


def form_of(site_id: int, phone: str, trade: Trade) -> dict[str, Any]:
    """Return what the form of a customer's need shows."""
    need = need_of(site_id, phone)
    asked = ASKED.get(trade, OTHERS)
    layouts = catalogue.Layout.objects.filter(site_id=site_id)
    units = catalogue.Unit.objects.filter(site_id=site_id).order_by()
    names = units.values_list("layout", flat=True).distinct()
    rooms = {one.rooms for one in layouts} | {catalogue.counts_in(name).rooms for name in names}
    towards = {one.orientation for one in layouts}
    towards |= set(units.values_list("orientation", flat=True).distinct())
    tags = [one.value for one in Strength]
    tags += sorted({tag for one in layouts for tag in one.strengths} - set(tags))
    must = need.must if need.must is not None else ()
    budget = (
        "" if need.budget_fen is None else _plain(Decimal(need.budget_fen) / _FEN / TEN_THOUSAND)
    )
    return {
        "asked": asked,
        "rooms": _ticks(sorted(rooms - {None} | set(need.rooms)), need.rooms),
        "orientation": _ticks(sorted(towards - {""} | set(need.orientation)), need.orientation),
        "likes": _ticks([*tags, *(one for one in need.likes if one not in tags)], need.likes),
        "must": [Tick(one.value, said(one.label), one.value in must) for one in Criterion],
        "purposes": purposes(),
        "purpose": need.purpose,
        "budget": budget,
        **{name: _plain(getattr(need, name)) for name in _BOUNDS},
    }


def purposes() -> list[dict[str, str]]:
    """Return what people buy for in the reader's language, each with its usual wishes."""
    return [{"label": said(Phrase(words)), "often": " ".join(tags)} for words, tags in OFTEN]


def given_by(sent: QueryDict, trade: Trade) -> dict[str, Any]:
    """Return the command's fields as the form has them; what is empty there is taken away."""
    asked = ASKED.get(trade, OTHERS)
    given: dict[str, Any] = {
        name: _several(sent.getlist(name)) or None
        for name in ("rooms", "orientation", "likes", "must")
        if name in asked
    }
    if "purpose" in asked:
        given["purpose"] = sent.get("purpose", "").strip() or None
    if "budget" in asked:
        given["budget"] = _yuan(sent.get("budget", "").strip())
    for name in (one for field, bounds in _OF.items() if field in asked for one in bounds):
        given[name] = sent.get(name, "").strip() or None
    return given


def _several(values: Iterable[str]) -> list[str]:
    """Return what is ticked, and what was typed beside it: several words by commas."""
    parts = (
        part for value in values for part in value.replace("，", ",").replace("、", ",").split(",")
    )
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _yuan(text: str) -> str | None:
    """Return a budget told in units of ten thousand yuan, as people say it, in yuan.

    :raises Refused: `input` for what is no number.
    """
    try:
        return str(Decimal(text) * TEN_THOUSAND) if text else None
    except InvalidOperation:
        raise bad_input(
            phrase("Budget, in 10,000 yuan: write a number, for example 220.")
        ) from None


def _ticks(values: Iterable[Any], ticked: Iterable[Any]) -> list[Tick]:
    on = {str(one) for one in ticked}
    return [Tick(str(one), said_tag(str(one)), str(one) in on) for one in values]


def said_tag(tag: str) -> str:
    """Say a wish in the reader's language; a site's own words stand as they are."""
    return said(_WORDS[tag]) if tag in _WORDS else tag


def _plain(value: Any) -> str:  # noqa: ANN401 - a number, or none
    if value is None:
        return ""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
