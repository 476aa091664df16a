"""The guides show every picture that was taken, and no other."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Final

from salesfloor.web.guides import NAMES
from tests.journeys.pictures import IMAGES, LARGEST, ROOT

GUIDE: Final = IMAGES.parent
_SHOWN: Final = re.compile(r"!\[[^\]]+\]\((images/[^)]+)\)")
_LINKED: Final = re.compile(r"(?<!!)\[[^\]]+\]\((?!https?:|#)([^)#]+)[^)]*\)")


def shown() -> set[str]:
    pages = [page.read_text(encoding="utf-8") for page in GUIDE.glob("*.md")]
    return {Path(name).name for page in pages for name in _SHOWN.findall(page)}


def test_guides_show_the_pictures_that_are_there_and_no_others() -> None:
    assert {path.name for path in IMAGES.glob("*")} == shown()


def test_pictures_are_small_and_in_few_colours() -> None:
    heavy = [path.name for path in IMAGES.glob("*.png") if path.stat().st_size > LARGEST]
    colourful = [path.name for path in IMAGES.glob("*.png") if not _is_palette(path)]

    assert (heavy, colourful) == ([], [])


def test_every_guide_stands_in_both_languages_with_the_same_pictures() -> None:
    pictures: dict[str, dict[str, list[str]]] = {}
    for page in GUIDE.glob("*.*.md"):
        post, language, _ = page.name.split(".")
        names = _SHOWN.findall(page.read_text(encoding="utf-8"))
        pictures.setdefault(post, {})[language] = [name.split(".")[0] for name in names]

    assert set(pictures) == set(NAMES)
    assert all(both["zh-CN"] == both["en"] for both in pictures.values())


def test_pages_lead_to_files_that_are_there() -> None:
    pages = [*GUIDE.glob("*.md"), *(ROOT / "docs" / "how-to").glob("*.md")]
    missing = [
        f"{page.name}: {target}"
        for page in pages
        for target in _LINKED.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]

    assert missing == []


def _is_palette(path: Path) -> bool:
    colour_type: int = struct.unpack_from(">B", path.read_bytes(), 25)[0]
    return colour_type == 3
