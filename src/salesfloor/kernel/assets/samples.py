"""What can be given by each command of the module on a furnished site, and by whom, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command.

    Asset X1 stands in the region R1. Order 1 is reported, 2 is under way, 3 was done by the lead;
    stocktake 1 covers the region.
    """
    p = floor.prefix
    return {
        "asset": Sample(
            {"asset": f"{p}X9", "name": "Pump", "kind": "equipment", "place": f"{p}R1"}
        ),
        "move_asset": Sample({"asset": f"{p}X1", "place": f"{p}R2", "reason": "needed there"}),
        "retire_asset": Sample({"asset": f"{p}X1", "reason": "worn out"}),
        "begin_stocktake": Sample({"name": "Spring", "place": f"{p}R2"}),
        "scan_asset": Sample({"stocktake": 1, "asset": f"{p}X1", "place": f"{p}R1"}),
        "end_stocktake": Sample({"stocktake": 1}),
        "report_fault": Sample({"text": "It leaks", "asset": f"{p}X1"}),
        "assign_work": Sample({"work_order": 1, "to": "Li & Sons"}),
        "start_work": Sample({"work_order": 1}),
        "finish_work": Sample({"work_order": 2, "note": "New seal"}),
        "accept_work": Sample({"work_order": 3, "passed": True}, by="manager receiver colleague"),
    }
