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
column; red where a series is toned `bad`, the house's colour else). Tones are those of the pages: accent, good,
warn, bad, note, soft.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from salesfloor.base.phrases import Phrase
from salesfloor.web.language import said

if TYPE_CHECKING:
    from collections.abc import Callable

Kind = Literal["bars", "columns", "lines", "pie", "funnel", "heat"]
Tone = Literal["accent", "good", "warn", "bad", "note", "soft"]


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one thing, one for each label of the chart; None leaves a gap."""

    label: Phrase | str
    values: Sequence[float | None]
    tone: Tone | None = None
    is_drawn: bool = True
    """False for figures that stand in the table alone."""


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

    @property
    def columns(self) -> list[str]:
        """Return the labels in the reader's language."""
        return [_text(label) for label in self.labels]

    @property
    def names(self) -> list[str]:
        """Return what the series are called in the reader's language."""
        return [_text(one.label) for one in self.series]

    @property
    def lines(self) -> list[tuple[str, list[str]]]:
        """Return the table beneath: for each label the figures of all series."""
        write = self.written or _plain
        return [
            (label, [write(one.values[place]) for one in self.series])
            for place, label in enumerate(self.columns)
        ]

    @property
    def facts(self) -> dict[str, Any]:
        """Return what the script draws from."""
        return {
            "kind": self.kind,
            "isStacked": self.is_stacked,
            "labels": self.columns,
            "series": [
                {"label": _text(one.label), "values": list(one.values), "tone": one.tone}
                for one in self.series
                if one.is_drawn
            ],
        }


def _text(label: Phrase | str) -> str:
    return said(label) if isinstance(label, Phrase) else label


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
