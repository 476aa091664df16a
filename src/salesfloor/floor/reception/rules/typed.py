"""The one field of the desk: a name, one or two phones, nothing else."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from salesfloor.base.phones import Phone, phones_in
from salesfloor.base.phrases import Phrase, listed, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

TAIL: Final = 4
"""How many last digits of a phone are enough to look for it."""
MOST_PHONES: Final = 2
FEWEST_DIGITS: Final = 3
"""Fewer digits next to a letter belong to a name; more never do."""
_LONGEST: Final = 400
_NUMBER: Final = re.compile(
    r"[0-9]+(?:\.[0-9]+)?e[+-]?[0-9]+"  # a number that a spreadsheet spoilt
    r"|(?:\+|\(\+?)?[0-9][0-9\s\-.()]*(?<=[0-9])"
    r"(?:[\s,;-]*(?:转接?|分机号?|ext(?:ension)?|x|\#)[\s.:=]*[0-9]{1,6})?"
    r"|\+?[0-9]",
    re.IGNORECASE,
)
_GLUED: Final = re.compile(r"[0-9]{1,2}\s+(?=[0-9+(])")
"""The end of a name such as `王2`, before a number."""
_LABEL: Final = re.compile(
    r"(?:(?:联系)?(?:电话|手机)(?:号码?)?|座机|固话|\b(?:tel|phone|mobile|mob)\b)[\s:.]*$",
    re.IGNORECASE,
)
_SPLIT: Final = re.compile(r"[,;:、/|\s]+")
_EMPTY_BRACKETS: Final = re.compile(r"\(\s*\)|（\s*）|\[\s*\]|【\s*】")
_BRACKETS: Final = "()（）[]【】"
_BETWEEN: Final = frozenset({"或", "和", "或者", "及", "or", "and", "-", "+"})
_PLAIN: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"，": ",", "；": ";", "：": ":"})


@dataclass(frozen=True, slots=True)
class Typed:
    """The parts of what was typed."""

    name: str = ""
    phone_text: str = ""
    phone: str | None = None
    second: str | None = None
    """Another phone of the same person; it is written down with the first."""
    unread: tuple[str, ...] = ()
    """What is neither a name nor a phone; it is said before anything is registered."""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was typed."""
        return not (self.name or self.phone_text)

    def says_unread(self) -> Phrase | None:
        """Say what is neither a name nor a phone, if there is any."""
        if not self.unread:
            return None
        left_over = listed(self.unread)
        return phrase("This is neither a name nor a phone: {text}", text=left_over)

    @property
    def tail(self) -> str:
        """Return the last digits of a phone, where only these were typed."""
        alone = not self.name and self.phone is None
        return self.phone_text if alone and re.fullmatch(rf"\d{{{TAIL}}}", self.phone_text) else ""


def read(text: str) -> Typed:
    """Tell name and phones apart: `张建国 138 0013 8000` holds both, in either order.

    Digits of a phone never stand in the name; what is left over is `unread`.
    """
    original = "".join(sign for sign in text[:_LONGEST] if unicodedata.category(sign) != "Cf")
    folded = "".join(_plain(sign) for sign in original)
    rest, numbers = list(original), list(_numbers(folded))
    for start, end in numbers:
        label = _LABEL.search(folded[:start])
        rest[label.start() if label else start : end] = " " * (
            end - (label.start() if label else start)
        )
    given = [_without_opening(folded[start:end].strip()) for start, end in numbers]
    read_as = [phones_in(number)[:MOST_PHONES] for number in given]
    phones: list[Phone] = [phone for found in read_as for phone in found]
    valid = [number for number, found in zip(given, read_as, strict=True) if found]
    other = [number for number, found in zip(given, read_as, strict=True) if not found]
    if not valid and other and _looks_like_phone(other[0]):
        valid = [other.pop(0)]  # registered as it is, though it founds no claim
    beyond = [phone.number for phone in phones[MOST_PHONES:]]
    return Typed(
        name=_name("".join(rest)),
        phone_text=" / ".join(valid[:MOST_PHONES]),
        phone=phones[0].number if phones else None,
        second=phones[1].number if len(phones) > 1 else None,
        unread=(*other, *beyond),
    )


def _plain(sign: str) -> str:
    """Return a full-width digit or sign in its plain form; all others stay, one for one."""
    plain = unicodedata.normalize("NFKC", sign)
    return (plain if len(plain) == 1 and plain.isascii() else sign).translate(_PLAIN)


def _numbers(folded: str) -> Iterator[tuple[int, int]]:
    """Yield where numbers stand; a digit or two next to a letter are part of a name."""
    for found in _NUMBER.finditer(folded):
        start, end = found.span()
        if glued := _GLUED.match(folded, start, end):
            start = glued.end() if folded[start - 1 : start].isalpha() else start
        around = folded[start - 1 : start] + folded[end : end + 1]
        digits = sum(sign.isdigit() for sign in folded[start:end])
        if digits >= FEWEST_DIGITS or not any(sign.isalpha() for sign in around):
            yield start, end


def _without_opening(number: str) -> str:
    """Return a number without the bracket that opens around all of it."""
    return number if number.count("(") == number.count(")") else number.replace("(", "")


def _looks_like_phone(number: str) -> bool:
    return not any(sign.isalpha() for sign in number)


def _name(rest: str) -> str:
    bare = _EMPTY_BRACKETS.sub(" ", rest)
    if bare.count("(") + bare.count("（") != bare.count(")") + bare.count("）"):
        bare = bare.translate(dict.fromkeys(map(ord, _BRACKETS), " "))
    words = [word for word in _SPLIT.split(bare.replace("，", " ")) if _is_of_a_name(word)]
    return " ".join(words)


def _is_of_a_name(word: str) -> bool:
    if word in _BETWEEN:
        return False
    return any(unicodedata.category(sign)[0] in "LN" or not sign.isascii() for sign in word)
