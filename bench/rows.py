"""The table: what was measured, beside what it is compared with, and whether it is enough."""

from __future__ import annotations

import unicodedata
from dataclasses import asdict, dataclass
from statistics import median
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Better = Literal["more", "less"]
_HEAD: Final = ("row", "ours", "yardstick", "ratio", "floor", "after", "verdict")


@dataclass(frozen=True)
class Row:
    """One line of the table.

    `judged` is what stands against `floor` and `after`: a ratio, or a figure of ours where the
    goal is one.  A row without `floor` is for information.
    """

    name: str
    ours: str
    yardstick: str = ""
    judged: float | None = None
    floor: float | None = None
    after: float | None = None
    better: Better = "more"
    unit: str = ""
    is_broken: bool = False
    """It could not be measured, because something went wrong."""

    @property
    def verdict(self) -> str:
        """Say whether the floor holds, and whether what we are after is reached."""
        if self.is_broken:
            return "FAIL"
        if self.floor is None:
            return ""
        if self.judged is None:
            return "not measured yet"
        if not self._reaches(self.floor):
            return "FAIL"
        return "pass" if self.after is None or not self._reaches(self.after) else "pass, reached"

    def _reaches(self, goal: float) -> bool:
        if self.judged is None:
            return False
        return self.judged >= goal if self.better == "more" else self.judged <= goal

    def cells(self) -> tuple[str, ...]:
        """Return the line as text."""
        bound = "≥" if self.better == "more" else "≤"
        goals = [
            "" if goal is None else f"{bound} {goal:g}{self.unit}"
            for goal in (self.floor, self.after)
        ]
        judged = "" if self.judged is None else f"{self.judged:.2f}{self.unit}"
        return (self.name, self.ours, self.yardstick, judged, *goals, self.verdict)


def not_yet(  # noqa: PLR0917
    name: str,
    why: str,
    floor: float | None,
    after: float | None,
    better: Better = "more",
    unit: str = "",
) -> Row:
    """Return a row that cannot be measured now."""
    return Row(name, "", why, None, floor, after, better, unit)


def middle(values: Iterable[float]) -> float:
    """Return the median of a few rounds."""
    return median(list(values))


def ratio_of(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the median of the rounds' own ratios: each round has its own weather."""
    return median(a / b for a, b in zip(ours, theirs, strict=True))


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that so many are not above."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def as_table(rows: Sequence[Row]) -> str:
    """Return the table as text, columns aligned."""
    lines = [_HEAD, *(row.cells() for row in rows)]
    widths = [max(_width(line[column]) for line in lines) for column in range(len(_HEAD))]
    said = [
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)
        )
        for line in lines
    ]
    said.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(line.rstrip() for line in said)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def as_json(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return the rows for a file of results."""
    return [asdict(row) | {"verdict": row.verdict} for row in rows]
