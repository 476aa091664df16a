"""A service area with its people, driven through commands only, by the clock of the test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.floor_builder import CAST, MONDAY, Floor

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from salesfloor.base.commands import Answer

AREA_CAST: Final = {**CAST, "gm": "general_manager", "manager2": "manager"}
"""Everybody of a floor, with a general manager and a second manager."""


class Area(Floor):
    """A service area with a day shift (08:00 to 20:00) and a night shift (20:00 to 08:00).

        area.roster("day", "a", "b")
        area.give("arrive", by="a", at="07:45", uniform=True)

    Its clock starts at six.
    """

    begins = "06:00"

    def __init__(
        self,
        code: str = "A1",
        *,
        prefix: str = "",
        cast: Mapping[str, str] = AREA_CAST,
        policy: Mapping[str, Any] | None = None,
        day: date = MONDAY,
    ) -> None:
        """Open it and name the shifts."""
        super().__init__(
            code,
            day=day,
            prefix=prefix,
            cast=cast,
            opens="00:00",
            closes="23:59",
            trade="service_area",
            policy=policy,
        )
        self.shift_kind("day", "08:00", "20:00")
        self.shift_kind("night", "20:00", "08:00")

    def shift_kind(self, code: str, starts: str, ends: str) -> None:
        """Name a kind of shift."""
        self.give(
            "shift_kind",
            by="manager",
            at=self.now,
            shift=code,
            name=code.title(),
            starts=starts,
            ends=ends,
        )

    def roster(self, shift: str, *who: str, on: date | None = None, **more: Any) -> Answer:
        """Put people on a shift, the first in charge."""
        return self.give(
            "roster",
            by="lead",
            at=self.now,
            on=(on or self.day).isoformat(),
            shift=shift,
            who=[self.prefix + one for one in who],
            **more,
        )
