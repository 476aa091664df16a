"""Papers as PDF: a template of ours and the facts beside it, never mixed."""

from __future__ import annotations

import io
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import segno
import typst

from salesfloor.kernel.papers.glyphs import font_files, house_families, lacking_words, printable

if TYPE_CHECKING:
    from collections.abc import Mapping

PACKAGE: Final = Path(__file__).resolve().parents[2]
"""The root within which templates may read each other; nothing outside of it is in reach."""
_MASK: Final = 3
"""Diagonal stripes, which leave addresses no large even areas; trying all eight masks takes longer than the paper."""


@cache
def _fonts() -> typst.Fonts:
    """Look through the fonts once a process; it is what makes a first paper slow."""
    folders = {str(path.parent) for path in font_files()}
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=sorted(folders)
    )


def render(template: Path, data: Mapping[str, Any]) -> bytes:
    """Set a template with its facts as a PDF.

    The facts travel as JSON beside the template, which reads them with `facts()` from
    `house.typ`: what a user typed is text there, whatever it looks like. Characters that no font has are
    printed as their code points and listed at the end.
    """
    shown, lacking = printable(dict(data))
    facts = {**shown, "lacking": lacking_words(lacking), "families": house_families()}
    compiler = typst.Compiler(
        str(template),
        root=str(PACKAGE),
        font_paths=_fonts(),
        sys_inputs={"facts": json.dumps(facts, ensure_ascii=False)},
    )
    paper = compiler.compile(format="pdf")
    if not isinstance(paper, bytes):
        message = f"{template} gave no single paper"
        raise TypeError(message)
    return paper


def qr(text: str) -> str:
    """Return a QR code as an SVG picture, for a paper to show."""
    picture = io.BytesIO()
    code = segno.make(text, micro=False, error="m", mask=_MASK)
    code.save(picture, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True)
    return picture.getvalue().decode()
