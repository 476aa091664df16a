"""The price board as a matrix (销控表): one building by stairs, floors and rooms, from one query."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Count, Max

from salesfloor.base.china_time import day_of
from salesfloor.floor.catalogue import rules
from salesfloor.floor.catalogue.choices import UnitState
from salesfloor.floor.catalogue.models import Layout, PriceList, Unit
from salesfloor.floor.catalogue.queries import priced

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

HOUR: Final = 3600
_FIELDS: Final = (
    "code",
    "layout",
    "area",
    "stair",
    "floor",
    "room",
    "orientation",
    "state",
    "hold_until",
    "price_today",
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for on the board; empty looks for everything."""

    layout: str = ""
    orientation: str = ""
    state: str = ""
    price_to: int | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is left out."""
        return self == Wish()

    def fits(self, unit: Mapping[str, Any]) -> bool:
        """Tell whether a unit is what is looked for."""
        return (
            self.layout in {"", unit["layout"]}
            and self.orientation in {"", unit["orientation"]}
            and self.state in {"", unit["state"]}
            and (self.price_to is None or (unit["price_today"] or 0) <= self.price_to)
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit in the matrix."""

    code: str
    layout: str
    area: str
    room: str
    orientation: str
    state: UnitState
    price_fen: int | None
    hours_left: int | None = None
    """Of a hold whose money is not complete: whole hours, rounded up."""
    is_overdue: bool = False
    is_wanted: bool = True
    """Whether it is what the reader looks for."""

    @property
    def price(self) -> str:
        """Return today's price in whole yuan, as a board says it."""
        return "" if self.price_fen is None else f"{self.price_fen // 100:,}"


@dataclass(frozen=True, slots=True)
class FloorRow:
    """One floor of a stair, its rooms by number."""

    floor: int | None
    cells: tuple[Cell, ...]

    @property
    def has_wanted(self) -> bool:
        """Tell whether something on the floor is what the reader looks for."""
        return any(cell.is_wanted for cell in self.cells)


@dataclass(frozen=True, slots=True)
class StairBlock:
    """One stair, its floors from the top."""

    name: str
    floors: tuple[FloorRow, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """What the board shows of one building, and how the whole site stands."""

    buildings: tuple[str, ...]
    building: str
    stairs: tuple[StairBlock, ...]
    counts: tuple[tuple[UnitState, int], ...]
    """How many units of the building are in which state."""
    site_counts: tuple[tuple[UnitState, int], ...]
    layouts: tuple[str, ...]
    orientations: tuple[str, ...]
    matching: int


def matrix_of(
    site_id: int | None, at: datetime, *, building: str | None = None, wish: Wish | None = None
) -> Matrix:
    """Return the matrix of a building, by default the first one."""
    units = Unit.objects.filter(site_id=site_id or 0)
    tally = units.values_list("building", "state").annotate(n=Count("pk")).order_by()
    site_counts: Counter[str] = Counter()
    for _, state, number in tally:
        site_counts[state] += number
    buildings = sorted({name for name, _, _ in tally}, key=rules.by_number)
    chosen = next(iter(buildings), "")
    if building is not None and building in buildings:
        chosen = building
    rows = priced(units.filter(building=chosen), day_of(at)).values_list(*_FIELDS)
    layouts = Layout.objects.filter(site_id=site_id or 0).values_list("name", "orientation")
    towards = dict(layouts)
    wish = wish or Wish()
    by_stair: dict[str, dict[int | None, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    cells: list[Cell] = []
    for row in rows:
        facts = dict(zip(_FIELDS, row, strict=True))
        facts["orientation"] = facts["orientation"] or towards.get(facts["layout"], "")
        cell = _cell(facts, at, wish)
        cells.append(cell)
        by_stair[facts["stair"]][facts["floor"]].append(cell)
    return Matrix(
        buildings=tuple(buildings),
        building=chosen,
        stairs=tuple(_stairs(by_stair)),
        counts=_in_order(Counter(cell.state.value for cell in cells)),
        site_counts=_in_order(site_counts),
        layouts=tuple(sorted({cell.layout for cell in cells})),
        orientations=tuple(sorted({cell.orientation for cell in cells} - {""})),
        matching=sum(cell.is_wanted for cell in cells),
    )


def _cell(facts: Mapping[str, Any], at: datetime, wish: Wish) -> Cell:
    until = facts["hold_until"]
    left = None if until is None else (until - at).total_seconds()
    return Cell(
        code=facts["code"],
        layout=facts["layout"],
        area=f"{facts['area']:.2f}",
        room=facts["room"] or facts["code"],
        orientation=facts["orientation"],
        state=UnitState(facts["state"]),
        price_fen=facts["price_today"],
        hours_left=None if left is None or left < 0 else -int(-left // HOUR),
        is_overdue=left is not None and left < 0,
        is_wanted=wish.fits(facts),
    )


def _stairs(by_stair: Mapping[str, Mapping[int | None, list[Cell]]]) -> Iterable[StairBlock]:
    for stair in sorted(by_stair, key=rules.by_number):
        floors = by_stair[stair]
        known = sorted((one for one in floors if one is not None), reverse=True)
        order: list[int | None] = [*known, *([None] if None in floors else [])]
        yield StairBlock(
            stair,
            tuple(
                FloorRow(
                    one, tuple(sorted(floors[one], key=lambda cell: rules.by_number(cell.code)))
                )
                for one in order
            ),
        )


def _in_order(counts: Mapping[str, int]) -> tuple[tuple[UnitState, int], ...]:
    """Return counts in the order in which units pass through their states, none left out."""
    return tuple((state, counts.get(state.value, 0)) for state in UnitState)


def changed(site_id: int, at: datetime) -> str:
    """Return a mark that is another one whenever something on the board is (a live view)."""
    del at
    units = Unit.objects.filter(site_id=site_id)
    states = units.values_list("state").annotate(n=Count("pk")).order_by("state")
    newest = units.aggregate(since=Max("state_since"), until=Max("hold_until"), last=Max("pk"))
    lists = PriceList.objects.filter(site_id=site_id).aggregate(last=Max("number"))["last"]
    counts = " ".join(f"{state}:{number}" for state, number in states)
    marks = (newest["since"], newest["until"], newest["last"], lists)
    return f"{counts} {' '.join(map(str, marks))}"
