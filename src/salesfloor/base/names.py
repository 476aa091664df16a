"""Names of people: how they are found and sorted, and what of them is shown to others."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import takewhile
from string import ascii_lowercase, ascii_uppercase
from typing import Final

from pypinyin import Style, lazy_pinyin

from salesfloor.base.surnames import COMPOUND, LONGEST, READINGS

SPELLED: Final = 300
"""Characters that the spelling of a name has room for."""
INITIALS: Final = 50
EITHER: Final = "|"
"""Stands between two readings of one name."""
_LEFT_OUT: Final = re.compile(r"[\s.·•‧∙⋅・ᐧ⸱'’\-‐]")
_LOWER: Final = str.maketrans(ascii_uppercase, ascii_lowercase)
_DOTS: Final = re.compile(r"[.·•‧∙⋅・･ᐧ⸱]")


def folded(name: str) -> str:
    """Return a name as it is compared: compatibility forms, case, spaces and middle dots make no
    difference. The database folds what is on record by `customers_folded`, in the same way.
    """
    return _LEFT_OUT.sub("", unicodedata.normalize("NFKC", name)).translate(_LOWER)


def latin(text: str) -> str:
    """Return Latin letters as they are typed without tones and accents: `Zēng lǚ` is `zeng lv`."""
    parts = unicodedata.normalize("NFD", text.lower())
    parts = re.sub("u([\u0300-\u0304\u030c]?)\u0308", r"v\1", parts)
    return "".join(sign for sign in parts if unicodedata.category(sign) != "Mn")


def surname_of(name: str) -> str:
    """Return the surname of a Chinese name; the first character where that is all one knows."""
    for length in range(min(LONGEST, len(name) - 1), 1, -1):
        if name[:length] in COMPOUND:
            return name[:length]
    return _first_character(name)


def masked_name(name: str) -> str:
    """Hide a name but for the surname: 张*, 欧阳*."""
    name = name.strip()
    return f"{surname_of(name)}*" if name else ""


@lru_cache(maxsize=4096)
def pinyin_of(name: str) -> str:
    """Return the key by which a name sorts and is found: syllables, the surname as its bearer says it.

    Where a surname has two readings, both are there: `qin mei|tan mei`.
    """
    return _joined([" ".join(syllables) for syllables in _readings(name)], SPELLED)


@lru_cache(maxsize=4096)
def initials_of(name: str) -> str:
    """Return the first letters of a name's syllables, for each of its readings."""
    readings = ("".join(syllable[:1] for syllable in one) for one in _readings(name))
    return _joined(list(readings), INITIALS)


def _readings(name: str) -> list[list[str]]:
    plain = unicodedata.normalize("NFKC", name)
    if _DOTS.search(plain):  # a name of another people; its first character is no surname
        return [_syllables(_LEFT_OUT.sub("", plain))]
    plain = _LEFT_OUT.sub("", plain)
    surname = surname_of(plain)
    rest = _syllables(plain[len(surname) :])
    if surname in COMPOUND:
        return [[*COMPOUND[surname].split(), *rest]]
    readings = READINGS.get(surname)
    if readings is None:
        return [_syllables(plain)]
    return [[reading, *rest] for reading in readings]


def _syllables(text: str) -> list[str]:
    if not text:
        return []
    spelled = lazy_pinyin(text, style=Style.NORMAL)
    return [part for syllable in spelled for part in _parts(syllable.lower())]


def _parts(syllable: str) -> list[str]:
    """Part what pypinyin leaves as it is, so that each character without a reading stands alone."""
    return [syllable] if syllable.isascii() else list(syllable)


def _joined(readings: list[str], room: int) -> str:
    joined = ""
    for reading in dict.fromkeys(readings):
        more = f"{joined}{EITHER}{reading}" if joined else reading[:room]
        joined = more if len(more) <= room else joined
    return joined


def _first_character(name: str) -> str:
    """Return the first character with the marks that belong to it."""
    marks = takewhile(lambda sign: unicodedata.category(sign) in {"Mn", "Mc", "Me"}, name[1:])
    return name[:1] + "".join(marks)
