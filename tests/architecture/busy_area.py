"""One service area on which every command of that trade has something to do."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from tests.area_builder import Area
from tests.floor_builder import MONDAY

AREA_WHO: Final = {
    "general_manager": "gm",
    "director": "director",
    "manager": "manager",
    "lead": "lead",
    "going": "a",
    "coming": "b",
    "leaving": "c",
    "late": "d",
    "desk": "desk",
    "finance": "finance",
    "admin": "admin",
    "quality": "quality",
    "operator": None,
}
"""Attendants: one hands over, one has arrived for the next shift, one's shift is taken over, one is late."""


class BusyArea(Area):
    """A service area at a change of shifts, with a serious entry in the log."""

    def __init__(self, code: str = "A1", prefix: str = "") -> None:
        """Let three shifts follow one another up to the evening."""
        two_weeks = 14
        policy = {"venue.duties": ["hygiene_round", "internal", "work_report"]}
        first = MONDAY - timedelta(days=two_weeks)
        super().__init__(code, prefix=prefix, policy=policy, day=first)
        self.days_on(two_weeks)
        self.wait_until("06:00")
        zone = {"place": f"{prefix}WC", "name": "Toilets", "kind": "zone"}
        self.give("place", by="manager", at=self.now, **zone)
        self.give("day_plan", by="lead", on=self.day.isoformat(), items=["Count the keys."])
        self.shift_kind("early", "07:00", "11:00")
        self.roster("early", "c")
        self.roster("day", "a")
        self.roster("night", "b", "d")
        self.give("arrive", by="c", at="06:40", uniform=True)
        self.give("arrive", by="a", at="07:40", uniform=True)
        self.give("hand_over_shift", by="c", at="11:00", notes="All quiet.")
        self.give("take_over_shift", by="lead", at="11:01", handover=1, items=[])
        self.give("arrive", by="b", at="19:40", uniform=True)
        self.give("hand_over_shift", by="a", at="19:50", notes="The water is off.")
        self.give("log", by="a", at="19:55", text="A car has left the road.", serious=True)
        wire = {"place": f"{prefix}WC", "grade": "general", "text": "A loose wire"}
        done = {"action": "Switched off", "photos": ["a" * 64]}
        self.give("hazard", by="a", at=self.now, **wire, **done)
