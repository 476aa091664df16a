"""Forms of assets offer the work orders whose turn it is, and assets in use."""

from __future__ import annotations

import pytest

from salesfloor.base.commands import COMMANDS
from salesfloor.web.forms import fields_of_form
from tests.service_area import ServiceArea

pytestmark = pytest.mark.django_db


def offered(area: ServiceArea, name: str, command: str, field: str = "work_order") -> set[str]:
    fields = fields_of_form(COMMANDS[command], actor=area.actor(name), at=area.now)
    [found] = [one for one in fields if one.name == field]
    assert found.kind == "choice"
    return {code for code, _words in found.choices}


def test_a_work_order_is_offered_where_it_stands() -> None:
    area = ServiceArea()
    for text in ("dark lamp", "no water", "loose door", "wet wall"):
        area.give("report_fault", by="a", place="WC", text=text)
    area.give("assign_work", by="lead", work_order=2, to="b")
    for number in (3, 4):
        area.give("start_work", by="b", work_order=number)
    area.give("finish_work", by="b", work_order=4, note="dried")

    assert offered(area, "lead", "assign_work") == {"1", "2"}
    assert offered(area, "b", "start_work") == {"1", "2"}
    assert offered(area, "b", "finish_work") == {"3"}
    assert offered(area, "a", "accept_work") == {"4"}
    assert offered(area, "b", "accept_work") == set()


def test_assets_in_use_and_open_stocktakes_are_offered() -> None:
    area = ServiceArea()
    for code in ("L1", "L2"):
        area.give("asset", by="admin", asset=code, name="Lamp", kind="equipment", place="WC")
    area.give("retire_asset", by="manager", asset="L1", reason="broken")
    area.give("begin_stocktake", by="admin", name="Spring")
    assert offered(area, "a", "report_fault", "asset") == {"L2"}
    assert offered(area, "admin", "end_stocktake", "stocktake") == {"1"}
    area.give("end_stocktake", by="admin", stocktake=1)
    assert offered(area, "admin", "end_stocktake", "stocktake") == set()
