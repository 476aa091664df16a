"""A house's list of assets comes in from a spreadsheet."""

from __future__ import annotations

import json
from typing import Any

import pytest

from salesfloor.kernel.assets.models import Asset
from salesfloor.kernel.registers.models import Line
from tests.service_area import ServiceArea
from tests.spreadsheets import SheetMade, send, workbook

pytestmark = pytest.mark.django_db
HEAD = ["资产编号", "资产名称", "类别", "存放地点", "价值", "购置日期", "保管人"]


def come_in(area: ServiceArea, rows: list[list[Any]], **more: Any) -> Any:
    file = send(area, workbook(SheetMade("资产", [["服务区资产清单"], HEAD, *rows], [])))
    return area.give("import_file", by="manager", kind="assets", file=file, **more)


def test_assets_come_in_and_what_is_wrong_is_named_by_cell() -> None:
    area = ServiceArea()
    area.give("asset", by="admin", asset="OLD", name="Old", kind="sign", place="WC")
    bad = come_in(
        area,
        [
            ["水泵 1", "水泵", "设备", "WC", "1万", "2025-03-01", None],
            ["LAMP", "路灯", "灯", "P1", None, None, None],
            ["BIN", "垃圾桶", "其他", "月球", None, None, "谁"],
            ["SAME", "长椅", "家具", "SQ", None, None, None],
            ["SAME", "长椅", "家具", "SQ", None, None, None],
            ["OLD", "标牌", "标牌", "SQ", None, None, None],
        ],
    )
    assert [(one["field"], one["error"]) for one in bad["errors"]] == [
        ("asset", "code_invalid"),
        ("kind", "kind_unknown"),
        ("place", "place_unknown"),
        ("keeper", "person_unknown"),
        ("asset", "code_twice"),
        ("asset", "code_taken"),
    ]


def test_a_known_asset_is_changed_and_each_has_its_own_line() -> None:
    area = ServiceArea()
    area.give("asset", by="admin", asset="OLD", name="Old", kind="sign", place="WC")
    rows: list[list[Any]] = [
        ["PUMP", "水泵", "设备", "WC", "1万", "2025年3月1日", "manager"],
        ["OLD", "标牌", "标牌", "WC", None, None, None],
    ]
    assert come_in(area, rows, apply=True)["added"] == 2
    pump = Asset.objects.get(code="PUMP")
    assert (pump.value_fen, str(pump.bought_on), pump.keeper) == (
        1_000_000,
        "2025-03-01",
        "manager",
    )
    assert Asset.objects.get(code="OLD").name == "标牌"
    lines = Line.objects.filter(book__kind="asset").order_by("line_no")
    assert [json.loads(one.body)["asset"] for one in lines] == ["OLD", "PUMP", "OLD"]
    assert come_in(area, rows, apply=True)["added"] == 0


def test_what_is_the_same_as_above_is_carried_and_the_foot_is_no_data() -> None:
    area = ServiceArea()
    rows: list[list[Any]] = [
        ["M1", "注塑机", "设备", "WC", None, None, None],
        ["PUMP", "水泵", "同上", "〃", None, None, None],
        ["备注 新购", None, None, None, None, None, None],
        ["制表：内业", None, None, None, None, None, None],
    ]
    assert come_in(area, rows[1:], apply=True)["errors"] != [], "nothing stands above the first row"
    told = come_in(area, rows, apply=True)
    assert (told["added"], told["errors"]) == (2, [])
    pump = Asset.objects.get(code="PUMP")
    assert (pump.kind, pump.place.code) == ("equipment", "WC")
