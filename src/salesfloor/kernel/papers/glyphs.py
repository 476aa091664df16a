"""Which characters the fonts of the papers have; the others are printed as their code points."""

from __future__ import annotations

import io
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, Final

import manimgx_fonts
import manimgx_fonts_cjk
import pylopdf_fonts_zh_cn
from django.conf import settings
from fontTools.ttLib import TTCollection, TTFont, TTLibError

from salesfloor.base.phrases import phrase
from salesfloor.web.language import said

SECOND: Final = ("NotoEmoji[wght].ttf", "NotoSansSymbols[wght].ttf", "NotoSans[wght].ttf")
"""Fonts for what the first one lacks; `house.typ` names their families in this order."""
UNSEEN: Final = frozenset({"Cc", "Cf", "Mn", "Zs", "Zl", "Zp"})
"""Kinds of characters that no glyph stands for."""


WIDE: Final = "NotoSansCJK-VF.otf.ttc"
"""The font with the characters of rare names; it comes last of ours, for it is large."""
HOUSE: Final = "fonts"
"""The folder beside the house's data in which it keeps fonts of its own for characters that ours lack."""
_KINDS: Final = frozenset({".ttf", ".otf", ".ttc"})
_FAMILY: Final = 1
"""The number of a family's name in a font."""


def font_files() -> list[Path]:
    """Return the files of the fonts, the first one first."""
    folder = Path(manimgx_fonts.__file__).resolve().parent
    wide = Path(manimgx_fonts_cjk.__file__).resolve().parent / WIDE
    ours = [pylopdf_fonts_zh_cn.sans_path(), *(folder / name for name in SECOND), wide]
    return [*ours, *house_files()]


def house_files() -> list[Path]:
    """Return the files of the fonts that the house keeps itself, by name."""
    folder = Path(settings.DATA_FOLDER) / HOUSE
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(one for one in found if one.suffix.lower() in _KINDS and _fonts_of(one))


@cache
def house_families() -> tuple[str, ...]:
    """Return the families of the house's own fonts; read once a process."""
    names = [
        font["name"].getDebugName(_FAMILY) for path in house_files() for font in _fonts_of(path)
    ]
    return tuple(dict.fromkeys(name for name in names if name))


def _fonts_of(path: Path) -> list[TTFont]:
    """Return the fonts that a file holds; none where it is none."""
    try:
        content = io.BytesIO(path.read_bytes())
        if path.suffix.lower() == ".ttc":
            return list(TTCollection(content, lazy=True).fonts)
        return [TTFont(content, lazy=True)]
    except (TTLibError, OSError):
        return []


@cache
def covered() -> frozenset[int]:
    """Return the code points for which some font has a glyph; read once a process."""
    found: set[int] = set()
    for path in font_files():
        for font in _fonts_of(path):
            found.update(font.getBestCmap())
    return frozenset(found)


def has_glyph(sign: str) -> bool:
    """Tell whether a character is printed as itself."""
    return ord(sign) in covered() or unicodedata.category(sign) in UNSEEN


def printable(facts: Any) -> tuple[Any, set[str]]:  # noqa: ANN401 - JSON
    """Return facts in which every character can be printed, and those that had to be replaced."""
    lacking: set[str] = set()
    return _printable(facts, lacking), lacking


def _printable(fact: Any, lacking: set[str]) -> Any:  # noqa: ANN401 - JSON
    if isinstance(fact, str):
        return _text(fact, lacking)
    if isinstance(fact, dict):
        return {name: _printable(value, lacking) for name, value in fact.items()}
    if isinstance(fact, (list, tuple)):
        return [_printable(value, lacking) for value in fact]
    return fact


def _text(text: str, lacking: set[str]) -> str:
    if text.isascii():
        return text
    missing = {sign for sign in text if not has_glyph(sign)}
    lacking |= missing
    return "".join(f"[U+{ord(sign):04X}]" if sign in missing else sign for sign in text)


def lacking_words(lacking: set[str]) -> str:
    """Return the note at the end of a paper; nothing where every character was printed."""
    if not lacking:
        return ""
    points = ", ".join(f"U+{ord(sign):04X}" for sign in sorted(lacking))
    return said(
        phrase(
            "Characters that no font has are printed as their code points: {points}", points=points
        )
    )
