"""Where places lie, and who records which of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import ABOVE_MANAGERS, Post
from salesfloor.base.refusals import ACCESS, INPUT
from salesfloor.base.trades import Trade
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from collections.abc import Sequence


class PlaceKind(Choice):
    """What a place is; it decides what the place lies in."""

    REGION = "region", phrase("Sales region")
    AREA = "area", phrase("City or county")
    DISTRICT = "district", phrase("District")
    ZONE = "zone", phrase("Zone")
    POINT = "point", phrase("Patrol point")


INSIDE: Final = {
    PlaceKind.REGION: None,
    PlaceKind.AREA: PlaceKind.REGION,
    PlaceKind.DISTRICT: PlaceKind.AREA,
    PlaceKind.ZONE: None,
    PlaceKind.POINT: PlaceKind.ZONE,
}
"""Kind of a place -> kind of the place that it lies in; None for those at the top."""
OF_A_SERVICE_AREA: Final = frozenset({PlaceKind.ZONE, PlaceKind.POINT})


@clause(ACCESS)
def may_record(post: Post, kind: PlaceKind) -> Phrase | None:
    """Leave regions, areas and districts to the administration and those above managers."""
    if post is Post.MANAGER and kind not in OF_A_SERVICE_AREA:
        return phrase("Managers record zones and patrol points. Ask the administration.")
    return None


@clause(INPUT)
def may_lie(kind: PlaceKind, within: str | None, trade: Trade) -> Phrase | None:
    """Refuse a place in the wrong kind of place, or a zone where there is no service area."""
    wanted = INSIDE[kind]
    if wanted is None and within is not None:
        return phrase("A place of this kind lies at the top, in no other place.")
    if wanted is not None and within != wanted:
        return phrase("Say in which {kind} it lies.", kind=wanted.label)
    if kind in OF_A_SERVICE_AREA and trade is not Trade.SERVICE_AREA:
        return phrase("Zones and patrol points belong to a service area.")
    return None


@clause(INPUT)
def may_reach(post: Post, *, is_own_site: bool) -> Phrase | None:
    """Refuse a place of another site to those who do not stand above sites."""
    if not is_own_site and post not in ABOVE_MANAGERS:
        return phrase("This place belongs to another site.")
    return None


@clause(INPUT)
def may_stay(*, is_same_kind: bool, is_same_place: bool) -> Phrase | None:
    """Refuse to turn a place into another one: kind and surrounding place never change."""
    if not is_same_kind or not is_same_place:
        return phrase("The code stands for another place already. Choose a code of its own.")
    return None


@clause(INPUT)
def may_be_at(lat: float | None, lon: float | None) -> Phrase | None:
    """Refuse half a pair of coordinates."""
    if (lat is None) != (lon is None):
        return phrase("Latitude and longitude go together.")
    return None


def lies_in(path: Sequence[str], other: str) -> bool:
    """Tell whether the place of that path is the other place, or lies somewhere in it."""
    return other in path
