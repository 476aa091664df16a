"""Where a checklist's items come from: the site's copy, or a source such as the register of signs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of
from salesfloor.kernel.assets import api as assets
from salesfloor.kernel.checks.lists import Checklist, FailsTo, Item
from salesfloor.kernel.checks.models import ItemVersion, SiteChecklist
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from salesfloor.base.subjects import Subject

    Source = Callable[[int, datetime], list[Item]]
    Judge = Callable[[int, Subject, datetime], bool]

SOURCES: Final[dict[str, Source]] = {}
"""Name -> what makes a list's items out of a site's records of the moment."""
JUDGES: Final[dict[str, Judge]] = {}
"""Name of an automatic item -> what answers it out of the site's records."""


@dataclass(frozen=True, slots=True)
class Line:
    """An item as it stands in a list on a day, with the row that holds it where there is one."""

    item: Item
    row_id: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A checklist with its items in force at a site at a moment."""

    checklist: Checklist
    version: int
    lines: tuple[Line, ...]


def items_from(name: str) -> Callable[[Source], Source]:
    """Register the decorated function as a source of items."""

    def register(source: Source) -> Source:
        SOURCES[name] = source
        return source

    return register


def judged(name: str) -> Callable[[Judge], Judge]:
    """Register the decorated function as the judge of an automatic item: True is passed."""

    def register(judge: Judge) -> Judge:
        JUDGES[name] = judge
        return judge

    return register


def sheet(checklist: Checklist, site_id: int, at: datetime) -> Sheet:
    """Return a list's items that apply at a site at that moment, in their order.

    An item with `only_with` applies only where that policy of the site is true.
    """
    if checklist.source:
        made = SOURCES[checklist.source](site_id, at)
        return Sheet(checklist, 1, tuple(Line(item) for item in made))
    copy = SiteChecklist.objects.filter(site_id=site_id, code=checklist.code).first()
    if copy is None:
        version, lines = 1, tuple(Line(item) for item in checklist.item)
    else:
        rows = in_force(copy, day_of(at))
        version = max((row.version for row in rows), default=1)
        lines = tuple(Line(item_of(row), row.pk) for row in rows if not row.is_retired)
    policies = rulebook.policies(site_id, at)
    applying = (one for one in lines if not one.item.only_with or policies[one.item.only_with])
    return Sheet(checklist, version, tuple(applying))


def in_force(copy: SiteChecklist, day: date) -> list[ItemVersion]:
    """Return the version of each item that is in force on a day, retired ones too, by position."""
    rows = ItemVersion.objects.filter(checklist=copy, from_on__lte=day)
    latest = {row.code: row for row in rows.order_by("from_on", "version")}
    return sorted(latest.values(), key=lambda row: (row.position, row.code))


def copied(checklist: Checklist, site_id: int, at: datetime) -> SiteChecklist:
    """Return the site's copy of a list; the first use makes it."""
    copy, is_new = SiteChecklist.objects.get_or_create(
        site_id=site_id, code=checklist.code, defaults={"copied_at": at}
    )
    if is_new:
        ItemVersion.objects.bulk_create(_rows(copy, checklist.item, day_of(at)))
    return copy


def _rows(copy: SiteChecklist, items: Iterable[Item], day: date) -> list[ItemVersion]:
    return [
        ItemVersion(checklist=copy, version=1, from_on=day, position=position, **fields_of(item))
        for position, item in enumerate(items, start=1)
    ]


def fields_of(item: Item) -> dict[str, object]:
    """Return an item as the columns of its row."""
    return item.model_dump(exclude={"asset"}) | {"fails_to": item.fails_to.value}


def item_of(row: ItemVersion) -> Item:
    """Return the item that a row holds."""
    names = [name for name in Item.model_fields if name not in {"asset", "fails_to"}]
    return Item(**{name: getattr(row, name) for name in names}, fails_to=FailsTo(row.fails_to))


@items_from("signs")
def _signs(site_id: int, at: datetime) -> list[Item]:
    """Return an item for each sign in use: a broken one becomes its work order."""
    return [
        Item(
            code=one.code,
            zh=one.name,
            en=one.name,
            photo_on_fail=True,
            fails_to=FailsTo.WORK_ORDER,
            asset=one.code,
        )
        for one in assets.signs(site_id, at)
    ]


@items_from("kit")
def _kit(site_id: int, at: datetime) -> list[Item]:
    """Return an item for each thing that a person must have at hand, by the site's policy."""
    return [
        Item(code=text, zh=text, en=text, fails_to=FailsTo.TASK)
        for text in rulebook.policies(site_id, at)["kit.person"]
    ]
