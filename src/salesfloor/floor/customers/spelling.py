"""How a name typed in Latin letters may be read as pinyin: `zhangjg` as `zhang j g`."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import Final

MOST_READINGS: Final = 8
LONGEST: Final = 40
MOST_SPELLINGS: Final = 16
_SYLLABLE: Final = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ui|ao|ou|iu|ie|ue|ve|er|an|en|"
    r"in|un|vn|ia|ua|uo|[aoeiuv])"
)
_LONGEST_SYLLABLE: Final = 6
_UMLAUT: Final = {"lu": "lv", "nu": "nv", "lue": "lve", "nue": "nve"}
"""Syllables that are typed with `u` where a name may have `ü`, which is kept as `v`."""


@cache
def readings(letters: str) -> tuple[str, ...]:
    """Return how the letters can be parted into syllables, the last one perhaps unfinished.

    `ü` may be typed as `v`, `u` or `yu`: `lyu`, `lv` and `lu` all find 吕.
    """
    typed = letters.replace("lyu", "lv").replace("nyu", "nv")[:LONGEST]
    found: list[str] = []
    _part(typed, [], found)
    spelled = (either for reading in found for either in _with_umlaut(reading))
    return tuple(dict.fromkeys(spelled))[:MOST_SPELLINGS] or (typed,)


def _with_umlaut(reading: str) -> list[str]:
    ways = [
        (syllable, _UMLAUT[syllable]) if syllable in _UMLAUT else (syllable,)
        for syllable in reading.split(" ")
    ]
    return [" ".join(way) for way in product(*ways)]


def _part(rest: str, before: list[str], found: list[str]) -> None:
    if len(found) >= MOST_READINGS:
        return
    if not rest:
        found.append(" ".join(before))
        return
    for length in range(min(_LONGEST_SYLLABLE, len(rest)), 0, -1):
        if _SYLLABLE.fullmatch(rest[:length]):
            _part(rest[length:], [*before, rest[:length]], found)
    if len(rest) < _LONGEST_SYLLABLE and not _SYLLABLE.fullmatch(rest):
        found.append(" ".join([*before, rest]))
