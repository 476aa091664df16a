"""How well units fit a need, as pure arithmetic over facts (5.1).

Only what the need states is judged, and only by facts: never by margin, bonus, pressure of stock, or who
the customer is. A fact that is not known leaves its criterion out for that unit.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from decimal import Decimal

WEIGHTS: Final = {
    "rooms": 30,
    "budget": 25,
    "area": 20,
    "orientation": 10,
    "likes": 10,
    "floor": 5,
}
"""What each criterion weighs, in the order in which they are named."""
GOODS_CRITERIA: Final = ("budget", "likes")
USUAL_MUSTS: Final = ("rooms", "budget")
ABOVE_BUDGET: Final = 105
"""Per cent of the budget up to which a price half fits."""
FLOORS_OUTSIDE: Final = 2
LIKED: Final = 5
MOST_LIKED: Final = 15
DISLIKED: Final = 10
FULL: Final = 100
SHOWN_UNITS: Final = 3
NEAR: Final = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a need states, and what the customer likes."""

    stated: tuple[str, ...]
    rooms: tuple[int, ...] = ()
    budget_fen: int | None = None
    area_from: Decimal | None = None
    area_to: Decimal | None = None
    orientation: tuple[str, ...] = ()
    liked: frozenset[str] = frozenset()
    floor_from: int | None = None
    floor_to: int | None = None
    must: tuple[str, ...] | None = None

    @property
    def musts(self) -> tuple[str, ...]:
        """Return the criteria that must be met: those chosen, else the usual ones, where stated."""
        chosen = USUAL_MUSTS if self.must is None else self.must
        return tuple(one for one in WEIGHTS if one in chosen and one in self.stated)


@dataclass(frozen=True, slots=True)
class Offer:
    """The facts of one unit, or of goods, that are judged; None is not known."""

    code: str
    layout: str
    order: tuple[object, ...]
    """The key by which codes sort."""
    price_fen: int | None = None
    rooms: int | None = None
    area: Decimal | None = None
    orientation: str = ""
    floor: int | None = None
    strengths: frozenset[str] | None = None
    is_unit: bool = True


@dataclass(frozen=True, slots=True)
class Judged:
    """An offer with how it fits each criterion, in parts of `scale`."""

    offer: Offer
    fits: Mapping[str, int | None]
    scale: int
    score: int

    def is_full(self, criterion: str) -> bool:
        """Tell whether the criterion is met entirely."""
        return self.fits.get(criterion) == self.scale

    def is_half(self, criterion: str) -> bool:
        """Tell whether the criterion is met at least by half."""
        found = self.fits.get(criterion)
        return found is not None and 2 * found >= self.scale

    @property
    def order(self) -> tuple[object, ...]:
        """Return the key that puts the best offer first: score, lower price, code."""
        return (-self.score, self.offer.price_fen or 0, self.offer.order)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A layout, or goods, with the offers that speak for it and what speaks against it."""

    layout: str
    score: int
    offers: tuple[Judged, ...]
    """Those that count, best first."""
    price_from: int | None
    reasons: tuple[str, ...]
    drawbacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """What to show, and what comes near."""

    layouts: tuple[Suggestion, ...] = ()
    near: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of layouts beside their units: their own drawbacks, and how points were taken."""

    drawbacks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    liked_points: Mapping[str, int] = field(default_factory=dict)
    disliked_points: Mapping[str, int] = field(default_factory=dict)


def for_goods(wanted: Wanted) -> Wanted:
    """Return what of a need is judged of goods: the budget, which must be met, and the wishes."""
    stated = tuple(one for one in GOODS_CRITERIA if one in wanted.stated)
    must = ("budget",) if wanted.must is None else wanted.must
    return replace(wanted, stated=stated, must=must)


def _of_rooms(offer: Offer, wanted: Wanted, scale: int) -> int | None:
    return None if offer.rooms is None else scale * (offer.rooms in wanted.rooms)


def _of_price(offer: Offer, wanted: Wanted, scale: int) -> int | None:
    price, budget = offer.price_fen, wanted.budget_fen or 0
    if price is None:
        return None
    if price <= budget:
        return scale
    return scale // 2 if price * FULL <= budget * ABOVE_BUDGET else 0


def _of_area(offer: Offer, wanted: Wanted, scale: int) -> int | None:
    area, low, high = offer.area, wanted.area_from, wanted.area_to
    if area is None:
        return None
    if low is not None and area < low:
        return scale // 2 if (low - area) * 10 <= low else 0
    if high is not None and area > high:
        return scale // 2 if (area - high) * 10 <= high else 0
    return scale


def _of_orientation(offer: Offer, wanted: Wanted, scale: int) -> int | None:
    return scale * (offer.orientation in wanted.orientation) if offer.orientation else None


def _of_likes(offer: Offer, wanted: Wanted, scale: int) -> int | None:
    del scale  # twice the number of liked tags: each of them counts 2
    if offer.strengths is None or not wanted.liked:
        return None
    return 2 * len(wanted.liked & offer.strengths)


def _of_floor(offer: Offer, wanted: Wanted, scale: int) -> int | None:
    floor, low, high = offer.floor, wanted.floor_from, wanted.floor_to
    if floor is None:
        return None
    below, above = 0 if low is None else low - floor, 0 if high is None else floor - high
    outside = max(below, above, 0)
    return scale if outside == 0 else scale // 2 * (outside <= FLOORS_OUTSIDE)


FITS: Final[Mapping[str, Callable[[Offer, Wanted, int], int | None]]] = {
    "rooms": _of_rooms,
    "budget": _of_price,
    "area": _of_area,
    "orientation": _of_orientation,
    "likes": _of_likes,
    "floor": _of_floor,
}
"""How an offer fits each criterion, in parts of `scale`; None where a fact is missing."""


def judge(offer: Offer, wanted: Wanted) -> Judged:
    """Return how an offer fits what is wanted, and its score: 0 to 100, rounded half up."""
    scale = 2 * max(1, len(wanted.liked))
    fits = {one: FITS[one](offer, wanted, scale) for one in WEIGHTS if one in wanted.stated}
    known = {one: fit for one, fit in fits.items() if fit is not None}
    whole = scale * sum(WEIGHTS[one] for one in known)
    part = FULL * sum(WEIGHTS[one] * fit for one, fit in known.items())
    return Judged(offer, fits, scale, (2 * part + whole) // (2 * whole) if whole else 0)


def advise(offers: Iterable[Offer], wanted: Wanted, known: Known, *, most: int) -> Advice:
    """Return the layouts to show, best first, and those that come near, with reasons and drawbacks."""
    passing: dict[str, list[Judged]] = defaultdict(list)
    close: dict[str, list[Judged]] = defaultdict(list)
    musts = wanted.musts
    for offer in offers:
        judged = judge(offer, wanted)
        if all(judged.is_full(one) for one in musts):
            passing[offer.layout].append(judged)
        elif all(judged.is_half(one) for one in musts):
            close[offer.layout].append(judged)
    near = {name: found for name, found in close.items() if name not in passing}
    return Advice(
        layouts=tuple(_ranked(passing, wanted, known)[:most]),
        near=tuple(_ranked(near, wanted, known)[:NEAR]),
    )


def _ranked(
    by_layout: Mapping[str, Sequence[Judged]], wanted: Wanted, known: Known
) -> list[Suggestion]:
    found = [_suggestion(name, offers, wanted, known) for name, offers in by_layout.items()]
    found.sort(key=lambda one: (-one.score, -len(one.offers), one.price_from or 0, one.layout))
    return found


def _suggestion(layout: str, offers: Sequence[Judged], wanted: Wanted, known: Known) -> Suggestion:
    """Return a layout as good as its best offer, moved by how its points were taken."""
    best_first = tuple(sorted(offers, key=lambda one: one.order))
    best = best_first[0]
    prices = [one.offer.price_fen for one in offers if one.offer.price_fen is not None]
    moved = best.score + moved_by(known, layout)
    met = [one for one in wanted.stated if best.is_full(one)]
    short = [one for one in wanted.stated if not best.is_full(one)]
    return Suggestion(
        layout=layout,
        score=min(FULL, max(0, moved)),
        offers=best_first,
        price_from=min(prices, default=None),
        reasons=tuple(met),
        drawbacks=(*short, *known.drawbacks.get(layout, ())),
    )


def moved_by(known: Known, layout: str) -> int:
    """Return by how much reactions move a layout: 5 for each liked point up to 15, 10 down for a disliked."""
    liked = min(MOST_LIKED, LIKED * known.liked_points.get(layout, 0))
    return liked - DISLIKED * known.disliked_points.get(layout, 0)


def meets(offer: Offer, wanted: Wanted) -> dict[str, bool | None]:
    """Return whether an offer meets the need by the five indicators; None: not stated, or not known."""
    judged = judge(offer, wanted)
    found: dict[str, bool | None] = {}
    for indicator, criterion in (
        ("rooms", "rooms"),
        ("area", "area"),
        ("orientation", "orientation"),
        ("position", ""),
        ("price", "budget"),
    ):
        is_judged = judged.fits.get(criterion) is not None
        found[indicator] = judged.is_full(criterion) if is_judged else None
    return found


def walking_order(
    zones: Sequence[Mapping[str, str]], liked: Collection[str], reactions: Mapping[str, str]
) -> list[str]:
    """Return the names of zones, liked ones first and disliked ones last, otherwise unchanged.

    `reactions` are those to this layout by zone or strength; they go before the need.
    """

    def rank(zone: Mapping[str, str]) -> int:
        taken = reactions.get(zone["name"]) or reactions.get(zone["tag"])
        if taken is not None:
            return {"like": 0, "dislike": 2}.get(taken, 1)
        return 0 if zone["tag"] and zone["tag"] in liked else 1

    return [zone["name"] for zone in sorted(zones, key=rank)]
