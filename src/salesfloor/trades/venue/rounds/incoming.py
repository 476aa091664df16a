"""Sheets of rounds kept on paper before: one day a row, one time of the day a column (2.4.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.china_time import day_of
from salesfloor.base.lines import line
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import Trade
from salesfloor.kernel.imports import api as imports
from salesfloor.kernel.places import api as places
from salesfloor.kernel.registers import api as registers
from salesfloor.trades.venue.rounds.models import PastDay

if TYPE_CHECKING:
    from salesfloor.kernel.imports.api import Asked, Progress, Row, Table

DONE, FAILED, MISSED, REST = "done", "failed", "missed", "rest"
_MARKS: Final = {
    **dict.fromkeys(("√", "✓", "✔"), DONE),
    **dict.fromkeys(("×", "✗", "✘", "x", "X"), FAILED),
    **dict.fromkeys(("○", "〇", "◯"), MISSED),
    "休": REST,
}
_TIMES: Final = [time(minutes // 60, minutes % 60) for minutes in range(0, 24 * 60, 30)]
PAST: Final = line(
    "past_rounds",
    "check",
    phrase("Rounds of {place} on {on}, as an old sheet says: {done} done, {missed} not done"),
    facts={"place": str, "on": date, "done": int, "missed": int},
)


def _mark(cell: Any, column: Any) -> str | time:  # noqa: ANN401 - any cell
    """Read how a round was kept: a mark, or the time at which it was done."""
    if isinstance(cell, str):
        plain = imports.cells.plain(cell)
        if plain in _MARKS:
            return _MARKS[plain]
        if not any(sign in plain for sign in ":时点"):
            raise imports.UnreadableError("mark")
    try:
        return imports.cells.clock(cell, column)
    except imports.UnreadableError as error:
        raise imports.UnreadableError("time") from error


def _slot(at: time) -> imports.SheetField:
    return imports.SheetField(
        f"{at:%H:%M}",
        phrase("Round at {time}", time=at),
        (f"{at.hour}:{at:%M}", f"{at:%H:%M}", f"{at.hour}点", f"{at.hour}点{at:%M}分"),
        _mark,
        is_offered=False,
    )


SHEET: Final = imports.SheetKind(
    "rounds",
    phrase("Sheets of rounds"),
    ("卫生检查", "巡查记录", "巡查表"),
    (
        imports.SheetField("day", phrase("Day"), ("日期",), imports.cells.day, "date_missing"),
        imports.SheetField("who", phrase("Checked by"), ("检查人", "巡查人", "责任人")),
        imports.SheetField("note", phrase("Remark"), ("问题及整改", "备注", "问题", "整改情况")),
        *map(_slot, _TIMES),
    ),
    least=3,
    foot=imports.WIDER_FOOT,
    carries=True,
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What one row says of its day: when rounds were done, of these with a fault, and when not."""

    done: list[time]
    failed: list[time]
    missed: list[time]
    is_rest: bool


class RoundsComeIn(imports.RowByRow):
    """Keeps old sheets as they are: nothing falls due by them, and no finding is raised."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self._zones = places.zones(asked.site_id)
        self._today = day_of(asked.at)
        rows = PastDay.objects.filter(site_id=asked.site_id, struck_at=None)
        self._taken = set(rows.values_list("zone__code", "on"))

    def judge(self, row: Row) -> None:
        """Say of which zone the row is, and whether its day can be kept."""
        on, zone = row.get("day"), self._zone_of(row.table)
        if zone is None:
            row.error("day", "zone_unknown")
        else:
            row.values["zone"] = zone.code
        if on is not None and on > self._today:
            row.error("day", "future")
        slots = self._slots(row.table)
        for slot in slots[1:]:
            if row.get(slot) == REST:
                row.error(slot, "mark")
        row.errors += tuple(one for one in row.warnings if one[0] in slots)
        row.warnings = tuple(one for one in row.warnings if one[0] not in slots)

    def work_out(self, rows: list[Row], tables: list[Table], progress: Progress) -> None:
        """Mark a day of a zone that is kept already, here or further up in the file."""
        del tables, progress
        for row in rows:
            key = row.get("zone"), row.get("day")
            if key in self._taken:
                row.error("day", "day_twice")
            self._taken.add(key)

    def load(self, rows: list[Row], progress: Progress) -> int:
        """Keep each day by a line of its own."""
        zones = {zone.code: zone for zone in self._zones}
        for number, row in enumerate(rows, start=1):
            self._keep(row, zones[row.get("zone")])
            progress("write", number, len(rows))
        return len(rows)

    def _keep(self, row: Row, zone: places.Place) -> None:
        asked, kept = self.asked, kept_in(row, self._slots(row.table))
        who, note = row.get("who") or "", row.get("note") or ""
        body = {
            "place": zone.code,
            "on": row.get("day"),
            "done": len(kept.done),
            "missed": len(kept.missed),
            "times": {
                name: [f"{at:%H:%M}" for at in times]
                for name, times in ((DONE, kept.done), (FAILED, kept.failed), (MISSED, kept.missed))
            },
        }
        written = registers.write(
            PAST, actor=asked.actor, at=asked.at, body=body, personal={"who": who, "note": note}
        )
        PastDay.objects.create(
            zone=zone,
            site_id=asked.site_id,
            on=row.get("day"),
            done=kept.done,
            failed=kept.failed,
            missed=kept.missed,
            is_rest=kept.is_rest,
            who=who,
            note=note,
            line_no=written.register_no,
        )

    def _slots(self, table: int) -> list[str]:
        """Return the times of the sheet's columns, earliest first."""
        return sorted(name for name in self.columns[table] if name[:1].isdecimal())

    def _zone_of(self, table: int) -> places.Place | None:
        """Return the zone that the title names, the longest name that fits; of a single zone, that one."""
        title = imports.cells.plain(self.titles[table])
        named = [zone for zone in self._zones if zone.name in title]
        if not named and len(self._zones) == 1:
            named = self._zones
        return max(named, key=lambda zone: len(zone.name), default=None)


def kept_in(row: Row, slots: list[str]) -> Kept:
    """Return what a row says of the times of its columns; an empty cell is a round not done."""
    if slots and row.get(slots[0]) == REST:
        return Kept([], [], [], is_rest=True)
    said = {slot: row.get(slot) or MISSED for slot in slots}
    done = [
        one if isinstance(one, time) else time.fromisoformat(slot)
        for slot, one in said.items()
        if one != MISSED
    ]
    failed = [time.fromisoformat(slot) for slot, one in said.items() if one == FAILED]
    missed = [time.fromisoformat(slot) for slot, one in said.items() if one == MISSED]
    return Kept(done, failed, missed, is_rest=False)


imports.declare(
    imports.ImportKind(
        name="rounds",
        label=phrase("Sheets of rounds"),
        hint=phrase(
            "One day a row, a column for each time: ✓ done, × with a fault, a time done then, ○ or nothing"
            " not done. The title names the zone."
        ),
        sheets=(SHEET,),
        importing=RoundsComeIn,
        trades=frozenset({Trade.SERVICE_AREA}),
        back="rounds:past",
    )
)
