"""Day scripts whose days count from the day of the demo: `-2 09:15`, `day:+3`, `week:+0`, its month `month:+0`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any, Final

from salesfloor.app.scripts import ScriptLine, read_script
from salesfloor.base.china_time import at_time, local

_MOMENT: Final = re.compile(r"([+-]\d+) (\d\d:\d\d)")
_DAY: Final = re.compile(r"day:([+-]\d+)")
_WEEK: Final = re.compile(r"week:([+-]\d+)")
_MOMENTS: Final = frozenset({"at", "starts_at", "read_by"})
_THIS_MONTH: Final = "month:+0"
WRITTEN_FOR: Final = time(14, 30)
_BEGINS: Final = time(8, 30)
_EARLIEST, _LATEST = time(10, 30), time(17, 30)


@dataclass(frozen=True)
class DemoDay:
    """The day on which the demo plays, and how late it is on it."""

    day: date
    now: datetime

    @classmethod
    def seen_from(cls, real_now: datetime) -> DemoDay:
        """Return today at this very hour while floors are open, else at half past two."""
        here = local(real_now)
        if _EARLIEST <= here.time() <= _LATEST:
            return cls(here.date(), real_now)
        return cls(here.date(), at_time(here.date(), WRITTEN_FOR))

    def moment(self, days: int, clock: time) -> datetime:
        """Return a moment of the scripts; today's are drawn together or apart to end by now."""
        moment = at_time(self.day + timedelta(days=days), clock)
        if days:
            return moment
        begins, written_for = at_time(self.day, _BEGINS), at_time(self.day, WRITTEN_FOR)
        if moment <= begins:
            return moment
        share = (moment - begins) / (written_for - begins)
        return begins + timedelta(seconds=int(share * (self.now - begins).total_seconds()))

    def lines(self, name: str) -> list[ScriptLine]:
        """Return the lines of one of the scripts beside this file."""
        text = (files(__package__) / f"{name}.jsonl").read_text(encoding="utf-8")
        entries = [self._dated(json.loads(raw)) for raw in text.splitlines()]
        return read_script("\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries))

    def line(self, at: datetime, do: str, by: str | None = None, **given: Any) -> ScriptLine:  # noqa: ANN401
        """Return a line of one's own."""
        return ScriptLine(0, at, do, by, None, given)

    def _dated(self, entry: dict[str, Any]) -> dict[str, Any]:
        dated = dict(entry)
        for name, value in entry.items():
            if not isinstance(value, str):
                continue
            if name in _MOMENTS and (found := _MOMENT.fullmatch(value)):
                at = self.moment(int(found[1]), time.fromisoformat(found[2]))
                dated[name] = at.isoformat()
            elif found := _DAY.fullmatch(value):
                dated[name] = (self.day + timedelta(days=int(found[1]))).isoformat()
            elif found := _WEEK.fullmatch(value):
                dated[name] = f"{self.day + timedelta(weeks=int(found[1])):%G-W%V}"
            elif value == _THIS_MONTH:
                dated[name] = f"{self.day:%Y-%m}"
        return dated
