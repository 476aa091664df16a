"""What a screen on the wall shows of the price board, one picture after the other: all of it fits, none scrolls."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Count

from salesfloor.floor.catalogue import rules
from salesfloor.floor.catalogue.models import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

TURNS_EVERY: Final = 20
"""Seconds for which a picture stands."""
ACROSS: Final = 16
"""Rooms side by side that can be read across a room; more stairs wait for the next picture."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A building, and those of its stairs that stand side by side."""

    building: str
    stairs: tuple[str, ...]


def pictures_of(site_id: int | None) -> list[Picture]:
    """Return the pictures of a site in the order in which a screen shows them."""
    units = Unit.objects.filter(site_id=site_id or 0).order_by()
    rows = units.values_list("building", "stair", "floor").annotate(n=Count("pk"))
    widths: dict[str, dict[str, int]] = defaultdict(dict)
    for building, stair, _, rooms in rows:
        widths[building][stair] = max(rooms, widths[building].get(stair, 0))
    return [
        Picture(building, stairs)
        for building in sorted(widths, key=rules.by_number)
        for stairs in side_by_side(widths[building])
    ]


def side_by_side(widths: Mapping[str, int]) -> Iterable[tuple[str, ...]]:
    """Return stairs in groups that fit beside each other; one that is wider than a screen stands alone."""
    group: list[str] = []
    for stair in sorted(widths, key=rules.by_number):
        if group and sum(widths[one] for one in group) + widths[stair] > ACROSS:
            yield tuple(group)
            group = []
        group.append(stair)
    if group:
        yield tuple(group)


def picture_now(pictures: list[Picture], at: datetime) -> Picture | None:
    """Return what a screen shows at a moment: each picture in its turn."""
    return pictures[int(at.timestamp()) // TURNS_EVERY % len(pictures)] if pictures else None
