"""A house's list of licences comes in from a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from salesfloor.kernel.licences.models import Paper
from tests.spreadsheets import SheetMade, send, workbook

if TYPE_CHECKING:
    from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db
HEAD = ["对象编号", "证照名称", "证号", "发证日期", "有效期至", "发证机关"]


def come_in(floor: Floor, rows: list[list[Any]], **more: Any) -> Any:
    file = send(floor, workbook(SheetMade("证照台账", [HEAD, *rows], [])))
    return floor.give("import_file", by="manager", kind="papers", file=file, **more)


def test_papers_come_in_and_one_for_ever_has_no_end(floor: Floor) -> None:
    rows: list[list[Any]] = [
        ["S1", "营业执照", "91110000A", "2020.1.2", "长期", "市监局"],
        ["S1", "消防验收", "F-9", None, "20290301", None],
    ]
    assert come_in(floor, rows, apply=True)["added"] == 2
    papers = Paper.objects.order_by("pk")
    assert [(one.kind, str(one.valid_until)) for one in papers] == [
        ("business_licence", "None"),
        ("fire_acceptance", "2029-03-01"),
    ]
    listed = floor.ask("papers", by="manager")["papers"]
    assert {one["kind"]: one["state"] for one in listed} == {
        "business_licence": "valid",
        "fire_acceptance": "valid",
    }


def test_what_is_wrong_with_a_paper_is_named_by_cell(floor: Floor) -> None:
    bad = come_in(
        floor,
        [
            ["月球", "营业执照", "1", None, "长期", None],
            ["S1", "通行证", "2", None, "2029-01-01", None],
            ["S1", "合同", None, None, "2029-01-01", None],
            ["S1", "合同", "3", "2029-01-02", "2029-01-01", None],
            ["S1", "合同", "4", None, None, None],
            ["S1", "合同", "5", None, "2029-02-30", None],
        ],
    )
    assert [(one["field"], one["error"]) for one in bad["errors"]] == [
        ("subject", "subject_unknown"),
        ("kind", "kind_unknown"),
        ("number", "number_missing"),
        ("valid_until", "end_before_begin"),
        ("valid_until", "date_missing"),
        ("valid_until", "date_invalid"),
    ]
