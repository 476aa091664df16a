"""A house's list of assets as it comes in from a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.codes import new_code
from salesfloor.base.phrases import phrase
from salesfloor.kernel.assets.commands.assets import record_asset
from salesfloor.kernel.assets.models import Asset, AssetKind
from salesfloor.kernel.imports import api as imports
from salesfloor.kernel.people import api as people
from salesfloor.kernel.places.api import Place

if TYPE_CHECKING:
    from salesfloor.kernel.imports.api import Progress, Row

_KINDS: Final = {
    "设备": AssetKind.EQUIPMENT.value,
    "标志": AssetKind.SIGN.value,
    "标牌": AssetKind.SIGN.value,
    "标志标牌": AssetKind.SIGN.value,
    "家具": AssetKind.FURNITURE.value,
    "车辆": AssetKind.VEHICLE.value,
    "房屋": AssetKind.BUILDING.value,
    "建筑": AssetKind.BUILDING.value,
    "其他": AssetKind.OTHER.value,
}


def _code(cell: Any, _column: Any) -> str:  # noqa: ANN401 - any cell
    found = new_code(imports.cells.as_typed(cell).strip())
    if found is None:
        raise imports.UnreadableError("code_invalid")
    return found


SHEET: Final = imports.SheetKind(
    "assets",
    phrase("Assets"),
    ("资产", "设备台账", "设备清单"),
    (
        imports.SheetField(
            "asset", phrase("Code"), ("资产编号", "设备编号", "编码"), _code, "code_invalid"
        ),
        imports.SheetField(
            "name", phrase("Name"), ("资产名称", "设备名称", "名称"), missing="name_missing"
        ),
        imports.SheetField(
            "kind",
            phrase("Kind"),
            ("类别", "资产类别", "种类"),
            imports.cells.word_among(_KINDS, "kind_unknown"),
            "kind_unknown",
        ),
        imports.SheetField(
            "place",
            phrase("Place"),
            ("位置", "存放地点", "地点", "所在位置"),
            missing="place_unknown",
        ),
        imports.SheetField("serial", phrase("Serial number"), ("序列号", "出厂编号")),
        imports.SheetField(
            "value_fen", phrase("Value, in yuan"), ("价值", "原值", "金额"), imports.cells.fen
        ),
        imports.SheetField(
            "bought_on", phrase("Bought on"), ("购置日期", "购入日期"), imports.cells.day
        ),
        imports.SheetField("keeper", phrase("Keeper"), ("保管人", "责任人")),
    ),
    least=3,
    foot=imports.WIDER_FOOT,
    carries=True,
)


class AssetsComeIn(imports.RowByRow):
    """Records assets as `asset` would; places and keepers are named by code or by their one name."""

    def judge_all(self, rows: list[Row]) -> None:
        """Find places and keepers, and mark codes that stand twice or for something elsewhere."""
        places = _by_word(Place.objects.filter(site_id=self.asked.site_id))
        here = _by_word(people.working_at(self.asked.site_id, self.asked.at))
        codes = [row.get("asset") for row in rows if row.get("asset")]
        known = {one.code: one for one in Asset.objects.filter(code__in=codes)}
        seen: set[str] = set()
        for row in rows:
            self._name(row, "place", places, "place_unknown")
            self._name(row, "keeper", here, "person_unknown")
            code = row.get("asset")
            if code in seen:
                row.error("asset", "code_twice")
            elif code in known and not self._may_change(known[code], row.get("place"), places):
                row.error("asset", "code_taken")
            seen.add(code)

    def _name(self, row: Row, field: str, known: dict[str, Any], error: str) -> None:
        word = row.get(field)
        if word and word not in known:
            row.error(field, error)
        elif word:
            row.values[field] = known[word].code

    def _may_change(self, asset: Asset, place: str | None, places: dict[str, Any]) -> bool:
        is_here = asset.site_id == self.asked.site_id and asset.retired_at is None
        return is_here and (place not in places or places[place].pk == asset.place_id)

    def load(self, rows: list[Row], progress: Progress) -> int:
        """Record them by row."""
        for done, row in enumerate(rows, start=1):
            record_asset.as_part(
                actor=self.asked.actor,
                at=self.asked.at,
                asset=row.get("asset"),
                name=row.get("name"),
                kind=AssetKind(row.get("kind")),
                place=row.get("place"),
                serial=row.get("serial") or "",
                value=row.get("value_fen"),
                bought_on=row.get("bought_on"),
                keeper=row.get("keeper") or None,
            )
            progress("write", done, len(rows))
        return len(rows)


def _by_word(rows: Any) -> dict[str, Any]:  # noqa: ANN401 - rows with a code and a name
    """Return rows by code, and by a name that only one of them has."""
    found = list(rows)
    names = [one.name for one in found]
    by_name = {one.name: one for one in found if names.count(one.name) == 1}
    return by_name | {one.code: one for one in found}


imports.declare(
    imports.ImportKind(
        name="assets",
        label=phrase("Assets"),
        hint=phrase(
            "Codes, names, kinds and places. A row whose code is known changes that asset."
        ),
        sheets=(SHEET,),
        importing=AssetsComeIn,
        back="assets:assets",
    )
)
