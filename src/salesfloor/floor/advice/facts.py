"""What is read for advice: units for sale with their facts, what was shown, how it was taken."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.china_time import day_of
from salesfloor.base.commands import about
from salesfloor.floor.advice.choices import Reaction
from salesfloor.floor.advice.models import Confirmation, Response, Showing
from salesfloor.floor.advice.rules import Facts
from salesfloor.floor.advice.scoring import Known, Offer, Wanted
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.customers import api as customers
from salesfloor.floor.particulars import api as particulars
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet

    from salesfloor.floor.reception import api as reception

    TagsOfGoods = Callable[[int, str], Collection[str] | None]
    Doubts = Callable[[int, str], tuple[int, int]]

_TAGS: Final[list[TagsOfGoods]] = []
_DOUBTS: Final[list[Doubts]] = []
_FIELDS: Final = ("code", "layout", "price_today", "area", "orientation", "floor")


def tells_tags(told: TagsOfGoods) -> TagsOfGoods:
    """Let an upper module say of site and goods which strengths they are proven to have."""
    _TAGS.append(told)
    return told


def tells_doubts(told: Doubts) -> Doubts:
    """Let an upper module say of site and phone how many doubts were removed, and how many were not."""
    _DOUBTS.append(told)
    return told


def wanted_by(site_id: int, phone: str) -> Wanted:
    """Return what the customer of a phone needs and likes."""
    need = particulars.need_of(site_id, phone)
    return Wanted(
        stated=tuple(one.value for one in need.criteria),
        rooms=need.rooms,
        budget_fen=need.budget_fen,
        area_from=need.area_from,
        area_to=need.area_to,
        orientation=need.orientation,
        liked=frozenset(particulars.liked_tags(site_id, phone)),
        floor_from=need.floor_from,
        floor_to=need.floor_to,
        must=need.must,
    )


def layouts_of(site_id: int) -> dict[str, catalogue.Layout]:
    """Return the layouts of a site that are described, by name."""
    return {one.name: one for one in catalogue.Layout.objects.filter(site_id=site_id)}


def offers_of(site_id: int, day: date, *, layout: str | None = None) -> list[Offer]:
    """Return the units for sale with today's prices and the facts that have a source.

    A site without units offers its goods in stock.
    """
    units = catalogue.Unit.objects.filter(site_id=site_id)
    described = layouts_of(site_id)
    for_sale = units.filter(state=catalogue.UnitState.AVAILABLE)
    if layout is not None:
        for_sale = for_sale.filter(layout=layout)
    rows = catalogue.priced(for_sale, day).values(*_FIELDS)
    found = [_offer(row, described.get(row["layout"])) for row in rows]
    return found if found or units.exists() else goods_of(site_id, code=layout)


def _offer(row: Mapping[str, Any], described: catalogue.Layout | None) -> Offer:
    if described is None:
        rooms, orientation, strengths = catalogue.counts_in(row["layout"]).rooms, "", None
    else:
        rooms, orientation = described.rooms, described.orientation
        strengths = frozenset(described.strengths)
    return Offer(
        code=row["code"],
        layout=row["layout"],
        order=catalogue.by_number(row["code"]),
        price_fen=row["price_today"],
        rooms=rooms,
        area=row["area"],
        orientation=row["orientation"] or orientation,
        floor=row["floor"],
        strengths=strengths,
    )


def goods_of(site_id: int, *, code: str | None = None) -> list[Offer]:
    """Return the goods in stock as offers; their strengths are those that are proven, if any."""
    rows = catalogue.Goods.objects.filter(site_id=site_id, stock__gt=0)
    if code is not None:
        rows = rows.filter(code=code)
    return [
        Offer(
            code=one.code,
            layout=one.code,
            order=catalogue.by_number(one.code),
            price_fen=one.price_fen,
            strengths=_tags_of(site_id, one.code),
            is_unit=False,
        )
        for one in rows
    ]


def _tags_of(site_id: int, code: str) -> frozenset[str] | None:
    told = [tags for tags in (one(site_id, code) for one in _TAGS) if tags]
    return frozenset(tag for tags in told for tag in tags) if told else None


def best_of(offers: Collection[Offer]) -> Offer:
    """Return the offer whose facts a sheet shows: the lowest price of today, then by code."""
    return min(offers, key=lambda one: (one.price_fen or 0, one.order))


def shown_today(site_id: int, phone: str, at: datetime) -> QuerySet[Showing]:
    """Return what was presented to a customer since local midnight, put away or not."""
    return Showing.objects.filter(site_id=site_id, phone=phone, on=day_of(at))


def most_shown(site_id: int, at: datetime) -> int:
    """Return how many layouts may stand in front of a customer at a time (5.1)."""
    return int(rulebook.policies(site_id, at)["recommend.max_layouts"])


def shown_now(site_id: int, phone: str, at: datetime) -> QuerySet[Showing]:
    """Return what stands in front of a customer now."""
    return shown_today(site_id, phone, at).filter(put_away_at=None)


def reactions_of(site_id: int, phone: str) -> dict[tuple[str, str], str]:
    """Return the latest reaction of a customer to each point of each layout, the oldest first."""
    rows = Response.objects.filter(site_id=site_id, phone=phone).order_by("at", "pk")
    found: dict[tuple[str, str], str] = {}
    for layout, point, reaction in rows.values_list("layout", "point", "reaction"):
        found.pop((layout, point), None)
        found[layout, point] = reaction
    return found


def known_of(site_id: int, phone: str) -> Known:
    """Return what moves and burdens layouts: reactions to their points, their own drawbacks."""
    reactions = reactions_of(site_id, phone)
    drawbacks = {one.name: one.drawbacks for one in layouts_of(site_id).values()}
    return Known(
        drawbacks=drawbacks,
        liked_points=_count(reactions, Reaction.LIKE),
        disliked_points=_count(reactions, Reaction.DISLIKE),
    )


def _count(reactions: Mapping[tuple[str, str], str], wanted: Reaction) -> Counter[str]:
    return Counter(layout for (layout, _), taken in reactions.items() if taken == wanted)


def facts_of(site_id: int, phone: str) -> Facts:
    """Return what speaks for and against buying, of everything this customer was shown."""
    reactions = list(reactions_of(site_id, phone).values())
    confirmed: dict[tuple[str, str], bool] = {}
    rows = Confirmation.objects.filter(site_id=site_id, phone=phone).order_by("at", "pk")
    for layout, meets in rows.values_list("layout", "meets"):
        confirmed |= {(layout, name): met for name, met in meets.items()}
    doubts = [told(site_id, phone) for told in _DOUBTS]
    return Facts(
        liked=reactions.count(Reaction.LIKE),
        disliked=reactions.count(Reaction.DISLIKE),
        met=sum(confirmed.values()),
        not_met=len(confirmed) - sum(confirmed.values()),
        removed=sum(removed for removed, _ in doubts),
        standing=sum(standing for _, standing in doubts),
    )


def confirmed_last(site_id: int, phone: str) -> dict[str, Confirmation]:
    """Return by layout what a customer confirmed last of its five indicators."""
    rows = Confirmation.objects.filter(site_id=site_id, phone=phone).order_by("at", "pk")
    return {one.layout: one for one in rows}


@dataclass(frozen=True, slots=True)
class Taken:
    """How a customer took one product: points liked and disliked, why it was put away."""

    layout: str
    liked: tuple[str, ...]
    disliked: tuple[str, ...]
    against: tuple[str, ...]


def taken_of(site_id: int, phone: str) -> list[Taken]:
    """Return how a customer took what was ever shown, the product shown last first (5.4)."""
    rows = Showing.objects.filter(site_id=site_id, phone=phone).order_by("-at", "-pk")
    shown: dict[str, list[str]] = {}
    for layout, reason in rows.values_list("layout", "reason"):
        shown.setdefault(layout, []).extend([reason] if reason else [])
    reactions = reactions_of(site_id, phone)

    def points(layout: str, wanted: Reaction) -> tuple[str, ...]:
        return tuple(
            point for (name, point), one in reactions.items() if name == layout and one == wanted
        )

    told = [
        Taken(name, points(name, Reaction.LIKE), points(name, Reaction.DISLIKE), tuple(reasons))
        for name, reasons in shown.items()
    ]
    return [one for one in told if one.liked or one.disliked or one.against]


def note_about(tie: reception.Tie, at: datetime) -> None:
    """Say that the command under way is about this customer."""
    about(f"customer:{customers.customer_id(tie.site_id, tie.phone, at)}")
