"""A volume on paper, and as a table for spreadsheets."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.china_time import local
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.kernel.papers import api as papers
from salesfloor.kernel.registers import pages
from salesfloor.kernel.registers.shelf import LINES_A_PAGE
from salesfloor.web.language import said
from salesfloor.web.lists.exporting import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from salesfloor.base.commands import Actor
    from salesfloor.kernel.registers.entries import Cell, Entry
    from salesfloor.kernel.registers.shelf import Volume

TEMPLATE: Final = Path(__file__).resolve().parent / "volume.typ"


def paper(volume: Volume, numbers: Iterable[int], actor: Actor, at: datetime) -> bytes:
    """Return pages of a volume as PDF, each with its fingerprint and a code to check it by."""
    return papers.render(
        TEMPLATE,
        {
            "title": said(volume.register.title),
            "volume": volume.name,
            "labels": _labels(volume),
            "columns": [
                {"label": said(column.label), "weight": column.weight}
                for column in volume.register.columns
            ],
            "lines_a_page": LINES_A_PAGE,
            "printed": said(
                phrase("Printed {at} by {who}", at=f"{local(at):%Y-%m-%d %H:%M}", who=actor.name)
            ),
            "pages": [_page(pages.page(volume, number)) for number in numbers],
        },
    )


def sheet(volume: Volume, actor: Actor, at: datetime) -> Sheet:
    """Return a volume as a table for spreadsheets, a page at a time."""
    columns = [said(column.label) for column in volume.register.columns]
    after = [phrase("Struck by"), phrase("Kind"), phrase("Recorded"), phrase("Hash")]
    labels = [said(phrase("No.")), *columns, *(said(label) for label in after)]
    rows = (
        [list(_row(one, len(columns))) for one in pages.page(volume, number).entries]
        for number in range(1, volume.pages + 1)
    )
    return Sheet(volume.name, [(label, "") for label in labels], rows, actor, at)


def _row(one: Entry, width: int) -> Iterator[str]:
    yield str(one.number)
    if one.told is not None:
        yield said(one.told)
        yield from [""] * (width - 1)
    for cell in one.cells:
        marks = " ".join(f"[{said(mark)}]" for mark in cell.marks)
        yield f"{_text(cell.text)} {marks}".strip()
    yield str(one.struck.number) if one.struck else ""
    yield one.kind
    yield f"{local(one.recorded_at):%Y-%m-%d %H:%M:%S}"
    yield one.hash


def _labels(volume: Volume) -> dict[str, str]:
    return {
        "number": said(phrase("No.")),
        "volume": said(phrase("Volume {number}", number=volume.number)),
        "fingerprint": said(phrase("Fingerprint of the last line")),
        "page": said(phrase("Page")),
        "signed": said(phrase("Keeper's signature")),
    }


def _page(page: pages.Page) -> dict[str, Any]:
    volume, entries = page.volume, page.entries
    last = entries[-1] if entries else None
    return {
        "number": page.number,
        "of": volume.pages,
        "fingerprint": last.fingerprint if last else volume.fingerprint,
        "code": papers.qr(f"{volume.name}:{last.line_no} {last.hash}") if last else "",
        "lines": [_line(one) for one in entries],
    }


def _line(one: Entry) -> dict[str, Any]:
    widest = max(one.cells, key=lambda cell: cell.column.weight, default=None)
    return {
        "number": str(one.number),
        "at": f"{local(one.at):%Y-%m-%d %H:%M}",
        "told": said(one.told) if one.told is not None else None,
        "cells": [
            {"text": _text(cell.text), "marks": _marks(one, cell, is_widest=cell is widest)}
            for cell in one.cells
        ],
        "is_struck": one.struck is not None,
    }


def _marks(one: Entry, cell: Cell, *, is_widest: bool) -> list[str]:
    marks = [said(mark) for mark in cell.marks]
    if one.struck is not None and is_widest:
        marks.append(said(phrase("struck by No. {number}", number=one.struck.number)))
    return marks


def _text(text: Phrase | str | date | None) -> str:
    return said(text) if isinstance(text, Phrase) else str(text or "")
