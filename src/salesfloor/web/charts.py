"""Charts: figures that a page draws, with a table of the same figures for who cannot see them.

A view builds a `Chart`, its template says `{% chart chart %}` and, in the block `scripts`, includes
`web/_chart_scripts.html`; nothing else is loaded on pages without charts:

    Chart(
        phrase("Customers by medium"),
        [row.source for row in rows],
        [Series(phrase("Customers"), [row.customers for row in rows])],
        kind="bars",
    )

Kinds: `bars` (lying), `columns` (standing), `lines`, `pie`, `funnel`, `heat` (one series a row, one label a
column; red where a series is toned `bad`, the house's colour else), `dots` (one dot a label, dots of equal
labels in one row, `limits` as lines across), `bullets` (lying bars with ticks across them), `shares` (a bar of the
first series, beside it the second in per cent as a dot with its interval, the third and fourth), `joined` (the two
series as rows of dots, the dots of one label joined). Drawn by the page itself: `rings` (one ring a label, from
three series: what is left, what is over, the whole), `squares` (a row a label, as many squares as its figure),
`days` (a row a series, a column a label, each day told by its mark). Tones are those of the pages: accent, good,
warn, bad, note, soft, and the two lighter shades of accent. A look tells series apart without their colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from salesfloor.base.phrases import Phrase
from salesfloor.web.language import said

if TYPE_CHECKING:
    from collections.abc import Callable

Kind = Literal[
    "bars",
    "columns",
    "lines",
    "pie",
    "funnel",
    "heat",
    "dots",
    "rings",
    "bullets",
    "shares",
    "joined",
    "squares",
    "days",
]
Tone = Literal["accent", "good", "warn", "bad", "note", "soft", "ink", "accent-soft", "accent-line"]
Look = Literal[
    "plain", "hatched", "dotted", "outline", "steps", "dashed", "point", "tick", "short_tick"
]
MOST_SQUARES: Final = 24
"""So many squares stand in a row; the figure beside them tells of more."""


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one thing, one for each label of the chart; None leaves a gap."""

    label: Phrase | str
    values: Sequence[float | None]
    tone: Tone | None = None
    is_drawn: bool = True
    """False for figures that stand in the table alone."""
    look: Look = "plain"
    marks: Sequence[str] = ()
    """What stands in the cells of `heat` and `days`, one for each label."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn, and told in a table beneath."""

    title: Phrase
    labels: Sequence[Phrase | str]
    series: Sequence[Series]
    kind: Kind = "columns"
    is_stacked: bool = False
    has_table: bool = True
    """False where the page shows the same figures in a table of its own."""
    written: Callable[[float | None], str] | None = None
    """How the table writes a figure; as a number unless said otherwise."""
    limits: Sequence[tuple[Phrase, float]] = ()
    """Lines across `dots`, each with its name and where it stands."""
    notes: Sequence[str] = ()
    """What stands at the right end of each row of lying bars; the table tells it in a series of its own."""
    framed: frozenset[int] = frozenset()
    """Which columns of `days` are framed."""

    @property
    def columns(self) -> list[str]:
        """Return the labels in the reader's language."""
        return [_text(label) for label in self.labels]

    @property
    def is_drawn_by_script(self) -> bool:
        """Tell whether the script draws it; the page draws the other kinds itself."""
        return self.kind not in {"rings", "squares", "days"}

    @property
    def names(self) -> list[str]:
        """Return what the series are called in the reader's language."""
        return [_text(one.label) for one in self.series]

    @property
    def lines(self) -> list[tuple[str, list[str]]]:
        """Return the table beneath: for each label the figures of all series."""
        write = self.written or _plain
        return [
            (
                label,
                [
                    " · ".join(
                        filter(None, (write(one.values[place]), *one.marks[place : place + 1]))
                    )
                    for one in self.series
                ],
            )
            for place, label in enumerate(self.columns)
        ]

    @property
    def bounds(self) -> list[tuple[str, str]]:
        """Return the limits as the table tells them."""
        write = self.written or _plain
        return [(said(name), write(value)) for name, value in self.limits]

    @property
    def rings(self) -> list[tuple[str, int, str]]:
        """Return for each ring its label, how many hundredths are left, and what stands inside."""
        if self.kind != "rings":
            return []
        left, over, whole = (one.values for one in self.series)
        return [
            (
                label,
                _hundredths(left[place], whole[place]),
                _plain(left[place]) or f"−{_plain(over[place])}",
            )
            for place, label in enumerate(self.columns)
        ]

    @property
    def squares(self) -> list[tuple[str, range, str]]:
        """Return for each row of squares its label, the squares, and how many they are."""
        if self.kind != "squares":
            return []
        counts = [int(one or 0) for one in self.series[0].values]
        return [
            (label, range(min(count, MOST_SQUARES)), str(count))
            for label, count in zip(self.columns, counts, strict=True)
        ]

    @property
    def days(self) -> list[tuple[str, list[tuple[str, bool]]]]:
        """Return for each row of days its name, and for each day its mark and whether it is framed."""
        if self.kind != "days":
            return []
        return [
            (
                _text(one.label),
                [(mark, place in self.framed) for place, mark in enumerate(one.marks)],
            )
            for one in self.series
        ]

    @property
    def heads(self) -> list[tuple[str, bool]]:
        """Return the labels of the columns, and whether each is framed."""
        return [(label, place in self.framed) for place, label in enumerate(self.columns)]

    @property
    def facts(self) -> dict[str, Any]:
        """Return what the script draws from."""
        return {
            "kind": self.kind,
            "isStacked": self.is_stacked,
            "labels": self.columns,
            "series": [
                {
                    "label": _text(one.label),
                    "values": list(one.values),
                    "tone": one.tone,
                    "look": one.look,
                    "marks": list(one.marks),
                }
                for one in self.series
                if one.is_drawn
            ],
            "limits": [{"label": said(name), "value": value} for name, value in self.limits],
            "notes": list(self.notes),
        }


def _text(label: Phrase | str) -> str:
    return said(label) if isinstance(label, Phrase) else label


def _hundredths(left: float | None, whole: float | None) -> int:
    return max(0, min(100, round(100 * left / whole))) if left is not None and whole else 0


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
