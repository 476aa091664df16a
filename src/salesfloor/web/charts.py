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
labels in one row, `limits` as lines across), `rings` (one ring a label, drawn by the page itself, from three
series: what is left, what is over, the whole). Tones are those of the pages: accent, good, warn, bad, note, soft.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from salesfloor.base.phrases import Phrase
from salesfloor.web.language import said

if TYPE_CHECKING:
    from collections.abc import Callable

Kind = Literal["bars", "columns", "lines", "pie", "funnel", "heat", "dots", "rings"]
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
    limits: Sequence[tuple[Phrase, float]] = ()
    """Lines across `dots`, each with its name and where it stands."""

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
            "limits": [{"label": said(name), "value": value} for name, value in self.limits],
        }


def _text(label: Phrase | str) -> str:
    return said(label) if isinstance(label, Phrase) else label


def _hundredths(left: float | None, whole: float | None) -> int:
    return max(0, min(100, round(100 * left / whole))) if left is not None and whole else 0


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
