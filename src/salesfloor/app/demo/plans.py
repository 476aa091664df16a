"""Plans of the demo's layouts, drawn here: rooms, windows and doors to a scale, with the rooms' names."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import pylopdf_fonts_zh_cn
from PIL import Image, ImageDraw, ImageFont

from salesfloor.base.files import hash_of
from salesfloor.kernel.files import api as files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from salesfloor.app.scripts import ScriptLine
    from salesfloor.base.acts import Actor

METRE: Final = 76
"""Pixels of a metre."""
EDGE: Final = 60
FOOT: Final = 56
WALL: Final = 9
WALLS, FLOOR, WET, GLASS, INK = "#2f3a45", "#fbfaf6", "#e6f0f4", "#5b9bc4", "#26303a"
NOTE: Final = "示意图，墙体尺寸以实测为准"
_WET: Final = frozenset({"厨房", "卫生间", "主卫", "干区", "阳台"})

Box = tuple[float, float, float, float]
Gap = tuple[float, float, str, float]
"""Where an opening begins, whether it runs across (`h`) or down (`v`), and how long it is."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A layout in metres from its north-west corner: named boxes, windows, doors, open passages."""

    width: float
    depth: float
    rooms: tuple[tuple[str, Box], ...]
    windows: tuple[Gap, ...]
    doors: tuple[Gap, ...]
    passages: tuple[Gap, ...] = ()


PLANS: Final = {
    "两室两厅一卫": Plan(
        8.4,
        9.0,
        (
            ("厨房", (0, 0, 2.2, 3.2)),
            ("玄关", (2.2, 0, 1.6, 3.2)),
            ("卫生间", (3.8, 0, 1.8, 3.2)),
            ("次卧", (5.6, 0, 2.8, 3.2)),
            ("餐厅", (0, 3.2, 4.4, 1.9)),
            ("过道", (4.4, 3.2, 4.0, 1.2)),
            ("客厅", (0, 5.1, 4.4, 3.9)),
            ("主卧", (4.4, 4.4, 4.0, 4.6)),
        ),
        ((0.5, 0, "h", 1.2), (6.2, 0, "h", 1.6), (0.8, 9.0, "h", 2.8), (5.2, 9.0, "h", 2.4)),
        (
            (2.55, 0, "h", 0.9),
            (0.9, 3.2, "h", 0.8),
            (4.5, 3.2, "h", 0.8),
            (6.0, 3.2, "h", 0.8),
            (5.6, 4.4, "h", 0.9),
        ),
        ((2.2, 3.2, "h", 1.6), (0, 5.1, "h", 4.4), (4.4, 3.2, "v", 1.2)),
    ),
    "三室两厅两卫": Plan(
        11.4,
        9.2,
        (
            ("厨房", (0, 0, 1.8, 3.6)),
            ("餐厅", (1.8, 0, 2.8, 3.6)),
            ("卫生间", (4.6, 0, 2.2, 3.6)),
            ("次卧", (6.8, 0, 2.6, 3.6)),
            ("主卫", (9.4, 0, 2.0, 3.6)),
            ("玄关", (0, 3.6, 1.8, 1.4)),
            ("过道", (1.8, 3.6, 9.6, 1.4)),
            ("客厅", (0, 5.0, 4.6, 4.2)),
            ("次卧", (4.6, 5.0, 3.2, 4.2)),
            ("主卧", (7.8, 5.0, 3.6, 4.2)),
        ),
        (
            *((0.4, 0, "h", 1.0), (2.4, 0, "h", 1.6), (5.3, 0, "h", 0.8), (7.3, 0, "h", 1.6)),
            *((10.0, 0, "h", 0.8), (11.4, 1.2, "v", 1.2), (11.4, 6.2, "v", 1.6)),
            *((0.8, 9.2, "h", 3.0), (5.3, 9.2, "h", 1.8), (8.6, 9.2, "h", 2.0)),
        ),
        (
            *((0, 3.85, "v", 0.9), (0.5, 3.6, "h", 0.8), (5.2, 3.6, "h", 0.8)),
            *((7.6, 3.6, "h", 0.9), (10.0, 3.6, "h", 0.8), (5.6, 5.0, "h", 0.9)),
            (8.4, 5.0, "h", 0.9),
        ),
        ((1.8, 3.6, "v", 1.4), (1.8, 3.6, "h", 2.8), (0.6, 5.0, "h", 4.0)),
    ),
    "四室两厅两卫": Plan(
        13.2,
        10.6,
        (
            ("厨房", (0, 0, 2.2, 3.6)),
            ("餐厅", (2.2, 0, 3.2, 3.6)),
            ("卫生间", (5.4, 0, 2.0, 3.6)),
            ("北次卧", (7.4, 0, 3.2, 3.6)),
            ("主卫", (10.6, 0, 2.6, 1.9)),
            ("干区", (10.6, 1.9, 2.6, 1.7)),
            ("玄关", (0, 3.6, 2.2, 1.4)),
            ("过道", (2.2, 3.6, 11.0, 1.4)),
            ("次卧", (0, 5.0, 3.0, 4.2)),
            ("客厅", (3.0, 5.0, 4.2, 4.2)),
            ("次卧", (7.2, 5.0, 2.8, 4.2)),
            ("主卧", (10.0, 5.0, 3.2, 4.2)),
            ("阳台", (3.0, 9.2, 4.2, 1.4)),
        ),
        (
            *((0.5, 0, "h", 1.2), (3.0, 0, "h", 1.6), (6.0, 0, "h", 0.8), (8.2, 0, "h", 1.6)),
            *((11.4, 0, "h", 0.9), (0.6, 9.2, "h", 1.8), (7.8, 9.2, "h", 1.6)),
            *((10.6, 9.2, "h", 2.0), (3.2, 10.6, "h", 3.8)),
        ),
        (
            *((0, 3.85, "v", 0.9), (0.7, 3.6, "h", 0.8), (5.9, 3.6, "h", 0.8)),
            *((8.4, 3.6, "h", 0.9), (10.7, 3.6, "h", 0.8), (11.4, 1.9, "h", 0.9)),
            *((2.0, 5.0, "h", 0.9), (7.8, 5.0, "h", 0.9), (10.8, 5.0, "h", 0.9)),
            (4.2, 9.2, "h", 1.8),
        ),
        ((2.2, 3.6, "v", 1.4), (2.2, 3.6, "h", 3.2), (3.2, 5.0, "h", 3.8)),
    ),
}
"""By the name of the layout, as the demo's scripts describe it."""


def drawn(plan: Plan) -> bytes:
    """Return the plan as a PNG, north above."""
    size = (_at(plan.width) + EDGE, _at(plan.depth) + EDGE + FOOT)
    picture = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(pylopdf_fonts_zh_cn.sans_path()), 26)
    for name, (left, top, width, depth) in plan.rooms:
        box = (_at(left), _at(top), _at(left + width), _at(top + depth))
        pen.rectangle(box, fill=WET if name in _WET else FLOOR)
        pen.rectangle(_grown(box, WALL // 2), outline=WALLS, width=WALL)
    for gap in plan.passages:
        pen.line(_line(gap, WALL // 2 + 1), fill=FLOOR, width=WALL + 2)
    for gap in plan.windows:
        pen.line(_line(gap), fill="white", width=WALL - 2)
        pen.line(_line(gap), fill=GLASS, width=3)
    for gap in plan.doors:
        pen.line(_line(gap), fill="white", width=WALL + 1)
    for name, (left, top, width, depth) in plan.rooms:
        middle = (_at(left + width / 2), _at(top + depth / 2))
        pen.text(middle, name, fill=INK, font=font, anchor="mm")
    foot = size[1] - FOOT // 2 - 8
    pen.text((EDGE, foot), NOTE, fill=INK, font=font, anchor="lm")
    pen.text((size[0] - EDGE, foot), "↑ 北", fill=INK, font=font, anchor="rm")
    content = io.BytesIO()
    picture.save(content, "PNG", optimize=True)
    return content.getvalue()


def named(lines: Iterable[ScriptLine]) -> tuple[list[ScriptLine], list[bytes]]:
    """Return the lines with each described layout's plan named in it, and the plans themselves."""
    found, pictures = [], []
    for line in lines:
        plan = PLANS.get(str(line.given.get("name"))) if line.do == "layout" else None
        if plan is not None:
            content = drawn(plan)
            pictures.append(content)
            line = replace(line, given={**line.given, "plans": [hash_of(content)]})  # noqa: PLW2901
        found.append(line)
    return found, pictures


def in_materials(
    lines: Iterable[ScriptLine], pictures: Iterable[bytes], code: str
) -> list[ScriptLine]:
    """Return the lines with the plans as the documents of the material that shows them to customers."""
    hashes = [hash_of(one) for one in pictures]
    return [
        replace(one, given={**one.given, "documents": hashes})
        if one.do == "publish_material" and one.given.get("code") == code
        else one
        for one in lines
    ]


def send(pictures: Iterable[bytes], *, actor: Actor, at: datetime) -> None:
    """Send the plans, as somebody does who describes the layouts."""
    for content in pictures:
        files.receive(actor=actor, at=at, content=content)


def _at(metres: float) -> int:
    return EDGE + round(metres * METRE)


def _line(gap: Gap, inset: int = 0) -> tuple[int, int, int, int]:
    """Return where an opening is drawn; an inset leaves the ends of the walls standing."""
    left, top, way, length = gap
    if way == "h":
        return (_at(left) + inset, _at(top), _at(left + length) - inset, _at(top))
    return (_at(left), _at(top) + inset, _at(left), _at(top + length) - inset)


def _grown(box: tuple[int, int, int, int], by: int) -> tuple[int, int, int, int]:
    return (box[0] - by, box[1] - by, box[2] + by, box[3] + by)
