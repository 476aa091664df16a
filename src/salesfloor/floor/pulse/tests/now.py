"""A centre of bank cards since yesterday, with answers, counts and a target."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from salesfloor.base.china_time import day_of
from tests.floor_builder import Floor

CAST = {
    "manager": "manager",
    "lead": "lead",
    "a": "salesperson",
    "b": "salesperson",
    "desk": "desk",
}


def a_centre_now() -> Floor:
    """Return the centre; what was done on its day stands in the past of its pages."""
    day = day_of(datetime.now(UTC)) - timedelta(days=1)
    floor = Floor(day=day, cast=CAST, trade="bank_cards", policy={"target.measure": "complete"})
    floor.give("answer_pulse", by="a", complete=3, incomplete=1, tomorrow=4)
    floor.give("count_results", by="desk", who="a", on=day.isoformat(), complete=2)
    target: dict[str, Any] = {
        "measure": "complete",
        "period": f"{day:%Y-%m}",
        "value": 31,
        "person": "a",
    }
    floor.give("set_target", by="manager", target="T-a", **target)
    floor.give("set_slogan", by="lead", team="T1", words="First to the door.")
    floor.give("hand_in", by="a", words="Six companies.", on=day.isoformat())
    return floor
