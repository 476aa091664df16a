"""How a name typed in Latin letters may be read as pinyin: `zhangjg` as `zhang j g`."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

MOST_READINGS: Final = 8
LONGEST: Final = 40
_SYLLABLE: Final = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ui|ao|ou|iu|ie|ue|ve|er|an|en|"
    r"in|un|vn|ia|ua|uo|[aoeiuv])"
)
_LONGEST_SYLLABLE: Final = 6


@cache
def readings(letters: str) -> tuple[str, ...]:
    """Return how the letters can be parted into syllables, the last one perhaps unfinished."""
    found: list[str] = []
    _part(letters[:LONGEST], [], found)
    return tuple(found) or (letters[:LONGEST],)


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
