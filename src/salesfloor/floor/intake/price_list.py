"""The price list of a house, one unit a row: facts, total price, state of sale."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, cast

from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import Trade
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.intake import comparing
from salesfloor.kernel.imports import api as imports

if TYPE_CHECKING:
    from salesfloor.kernel.imports.api import Asked, Progress, Row, Table
    from salesfloor.kernel.imports.tables import Column

_STATES: Final = {
    **dict.fromkeys(("未售", "可售", "在售"), "available"),
    **dict.fromkeys(("已认购", "认购"), "subscribed"),
    **dict.fromkeys(("已售", "已网签", "已签约"), "contracted"),
    **dict.fromkeys(("不可售", "限售", "销控", "保留"), "withheld"),
}
_DIGITS: Final = re.compile(r"\d+")
_PERMIT: Final = re.compile(r"预售(?:许可)?证(?:书)?(?:编)?号?[::]\s*(\S+)")
_POSITION: Final = re.compile(r"\(([^()]*)\)\s*$")
_ONE_YUAN: Final = 100


def _digits(cell: Any, column: Column) -> str:  # noqa: ANN401 - any cell
    """Read the number of a building or stair: 1#, 3栋, 2单元."""
    found = _DIGITS.findall(imports.cells.plain(cell))
    return found[0] if found else imports.cells.text(cell, column)


_field = imports.SheetField
SHEET: Final = imports.SheetKind(
    "price_list",
    phrase("Price list"),
    ("一房一价", "价目", "价格表"),
    (
        _field("building", phrase("Building"), ("楼栋", "栋号", "楼号", "幢号", "栋"), _digits),
        _field("stair", phrase("Stair"), ("单元", "单元号"), _digits),
        _field("floor", phrase("Storey"), ("楼层", "层", "所在层"), imports.cells.whole),
        _field(
            "room",
            phrase("Room"),
            ("房号", "室号", "房间号", "门牌"),
            imports.cells.text,
            "code_missing",
        ),
        _field("layout", phrase("Layout"), ("户型", "房型"), imports.cells.text, "layout_missing"),
        _field(
            "area",
            phrase("Floor space"),
            ("建筑面积", "面积", "建面"),
            imports.cells.area,
            "number_invalid",
        ),
        _field("inner_area", phrase("Area inside"), ("套内面积", "套内"), imports.cells.area),
        _field("orientation", phrase("Orientation"), ("朝向",)),
        _field("unit_price", phrase("Unit price"), ("单价", "建面单价"), imports.cells.fen),
        _field(
            "total",
            phrase("Total price"),
            ("总价", "表价", "总房价", "合计总价"),
            imports.cells.fen,
            "number_invalid",
        ),
        _field(
            "state",
            phrase("State"),
            ("状态", "销售状态"),
            imports.cells.word_among(_STATES, "state_unknown"),
        ),
        _field("note", phrase("Remark"), ("备注", "备注说明")),
    ),
)


class PriceListComesIn(imports.Importing):
    """Enters new units, takes over what changed of known ones, and keeps the prices as a list."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.from_on = asked.from_on or day_of(asked.at)
        self.here = {
            unit.code: unit for unit in catalogue.Unit.objects.filter(site_id=asked.site_id)
        }
        numbers = {unit.pk: unit.code for unit in self.here.values()}
        prices = catalogue.prices_on(numbers, self.from_on)
        self.prices = {numbers[number]: fen for number, fen in prices.items()}
        self.permit = ""
        self.new: list[Row] = []
        self.changed: list[Row] = []
        self.same = 0
        self._codes: set[str] = set()
        self._differences: list[comparing.UnitChanged] = []
        self._new: list[catalogue.UnitFacts] = []

    def judge(self, row: Row) -> None:
        """Give the row its unit's code, and hold the total against unit price and area."""
        code = _code(row)
        if code is None:
            return
        row.values["code"] = code
        if code in self._codes:
            row.error("room", "code_twice")
        self._codes.add(code)
        area, each, total = row.get("area"), row.get("unit_price"), row.get("total")
        if None not in (area, each, total):
            column = self.columns[row.table].get("total")
            leeway = _ONE_YUAN * (100 if column is not None and column.factor > 1 else 1)
            if abs(area * each - total) > leeway:
                row.warn("total", "total_differs")

    def judge_all(self, rows: list[Row]) -> None:
        """Sort the rows: new units, changed ones, those that are as they were."""
        dealt = catalogue.ruled_by_deals(self.here.values())
        for row in rows:
            if not row.is_good:
                continue
            unit = self.here.get(row.get("code"))
            if unit is None:
                self.new.append(row)
                self._new.append(_facts(row))
                continue
            if unit.code in dealt and row.get("state") not in {None, unit.state}:
                row.warn("state", "state_differs")
                row.values["state"] = unit.state
            found = comparing.changed(unit, _facts(row, unit), self.prices.get(unit.code))
            self._differences += found
            if found:
                self.changed.append(row)
            else:
                row.is_known = True
                self.same += 1

    def work_out(self, rows: list[Row], tables: list[Table], progress: Progress) -> None:
        """Read the number of the permit off the title."""
        del rows, progress
        for table in tables:
            found = _PERMIT.search(table.title) if table.kind is SHEET else None
            self.permit = self.permit or (found[1] if found else "")

    def load(self, rows: list[Row], progress: Progress) -> int:
        """Write units and prices."""
        asked = self.asked
        total = len(rows)
        prices: list[tuple[str, int]] = []
        for done, row in enumerate(self.new, start=1):
            catalogue.enter(asked.site_id, _facts(row), at=asked.at, by=asked.actor.code)
            if self.permit or self.from_on > day_of(asked.at):
                prices.append((row.get("code"), row.get("total")))
            progress("write", done, total)
        locked = catalogue.lock_units(asked.site_id, [row.get("code") for row in self.changed])
        dealt = catalogue.ruled_by_deals(locked.values())
        for done, row in enumerate(self.changed, start=len(self.new) + 1):
            unit = locked[row.get("code")]
            facts = _facts(row, unit)
            if unit.code in dealt:
                facts = replace(facts, state=catalogue.UnitState(unit.state))
            if catalogue.differs(unit, facts):
                catalogue.take_over(unit, facts, at=asked.at)
            if self.prices.get(unit.code) != facts.price_fen:
                prices.append((unit.code, facts.price_fen))
            progress("write", done, total)
        if prices:
            catalogue.keep_list(
                cast("StaffActor", asked.actor),
                asked.at,
                from_on=self.from_on,
                prices=prices,
                permit=self.permit,
            )
        return total

    def told(self) -> dict[str, Any]:
        """Return how many units are new, changed, the same, on the floor but not in the file; and which."""
        absent = [unit for code, unit in self.here.items() if code not in self._codes]
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "same": self.same,
            "gone": len(absent),
            "units_new": comparing.new(self._new),
            "units_changed": self._differences,
            "units_gone": comparing.gone(absent, self.prices),
        }


def _code(row: Row) -> str | None:
    """Return a unit's code: building, stair and room; a room that says it all is the code."""
    room, building = row.get("room"), row.get("building")
    if room is None:
        return None
    if building and room.startswith(f"{building}-"):
        return str(room)
    digits = _DIGITS.findall(room)
    return "-".join(
        part for part in (building, row.get("stair"), digits[0] if digits else room) if part
    )


def _facts(row: Row, unit: catalogue.Unit | None = None) -> catalogue.UnitFacts:
    get = row.values.get
    layout = str(get("layout", ""))
    found = _POSITION.search(imports.cells.plain(layout))
    position = found[1].strip() if found else ""
    bare = imports.cells.plain(layout)[: found.start()].strip() if found else layout
    state = get("state") or (unit.state if unit is not None else "available")
    facts = catalogue.UnitFacts(
        code=get("code", ""),
        layout=bare,
        area=get("area", Decimal(0)),
        price_fen=get("total", 0),
        building=get("building", ""),
        stair=get("stair", ""),
        floor=get("floor"),
        room=get("room", ""),
        inner_area=get("inner_area"),
        orientation=get("orientation", ""),
        position=position,
        note=get("note", ""),
    )
    return replace(facts, state=catalogue.UnitState(state))


imports.declare(
    imports.ImportKind(
        name="price_list",
        label=phrase("Price list"),
        hint=phrase("One unit a row: building, room, layout, area, total price, state."),
        sheets=(SHEET,),
        importing=PriceListComesIn,
        trades=frozenset({Trade.REAL_ESTATE}),
        back="catalogue:board",
        report="intake/_price_changes.html",
        shows=comparing.shown,
    )
)
