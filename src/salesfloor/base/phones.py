"""Phone numbers: one normal form, so that the same phone is always the same customer.

Mainland numbers are judged by length and first digits only, not by which ranges are in use.
Numbers with the code of another country are judged by libphonenumber.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from salesfloor.base.texts import without_invisible

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOBILE: Final = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE: Final = re.compile(r"0(?:10|2[0-9])[0-9]{8}|0[3-9][0-9]{2}[0-9]{7,8}")
_INTERNATIONAL: Final = re.compile(r"[1-9][0-9]{6,14}")
_PREFIX: Final = re.compile(r"\(?\s*(?:\+\s*|00)")
"""What stands before the code of a country."""

_BRACKETS: Final = str.maketrans("〔〕【】「」<>{}", "()()()()()")
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−─－ー~", "-") | dict.fromkeys("·•・‧∙", "."))
_LABEL: Final = re.compile(
    r"^(?:(?:联系)?(?:电话|手机)(?:号码?)?|座机|固话|tel|phone|mobile|mob|cell|☎|✆|📞|📱)[\s:.]*",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"[/\\|;,、\n]|或者?|和|(?<=[0-9])\s+(?=\+)")
"""What stands between one number and the next."""
_EXTENSION: Final = re.compile(
    r"^(?P<number>.*?)[\s,;-]*(?:转接?|分机(?:号)?|ext(?:ension)?|x|#)[\s.:=]*(?P<extension>[0-9]{1,6})"
    r"号?$",
    re.IGNORECASE | re.DOTALL,
)
_NOTE: Final = re.compile(r"\([^()0-9]*\)\s*$")
"""What somebody noted behind a number, in brackets: (微信同号)."""
_SPREADSHEET: Final = re.compile(r"^'|(?<=[0-9]{7})\.0$")
"""What a spreadsheet leaves around a number."""
_GROUPS: Final = re.compile(r"[0-9]+")
_AROUND_GROUPS: Final = re.compile(r"[\s\-.()\[\]]*")
_LONG_NUMBER: Final = re.compile(r"\+?[0-9][0-9 -]{6,}[0-9]")
_DAYS: Final = re.compile(r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9]{1,2})?[ -]*)+")
_OF_A_PHONE: Final = re.compile(r"[0-9+\s\-.()\[\]/\\|;,、转接分机号extx#:=和或者]", re.IGNORECASE)
_SHORTEST_MASKED: Final = 7
_MOST: Final = 200
"""Characters; more is no phone."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A valid phone: its normal form, and the extension behind it, which names no other phone."""

    number: str
    extension: str = ""

    @property
    def is_abroad(self) -> bool:
        """Tell whether it is no mainland number."""
        return self.number.startswith("+")


def normal_phone(given: str) -> str | None:
    """Return the normal form of the first phone in a text, or None where there is no valid one.

    Mainland numbers are digits only: 11 of a mobile (1, then 3 to 9), or a landline with its area
    code. Numbers of other countries keep their `+` and country code. Spaces, dashes, dots,
    brackets, +86, 0086, 86, full-width digits, invisible marks and an extension make no
    difference (clause 3.5.0).
    """
    phone = next(iter(phones_in(given)), None)
    return phone.number if phone else None


def phones_in(given: str) -> list[Phone]:
    """Return the phones that a field for a phone holds: mostly one, or several next to each other."""
    if _MOBILE.fullmatch(given):
        return [Phone(given)]
    if len(given) > _MOST:
        return []
    found = []
    for piece in _pieces(plain(given)):
        for phone in _read(piece):
            if phone not in found:
                found.append(phone)
    return found


def strange_in(given: str) -> str:
    """Return the first character that stands in no phone, so that a refusal can name it."""
    bare = _LABEL.sub("", plain(given).strip())
    return next((sign for sign in bare if not _OF_A_PHONE.fullmatch(sign)), "")


def plain(text: str) -> str:
    """Return a text with full-width digits, dashes and brackets in their plain form."""
    text = unicodedata.normalize("NFKC", without_invisible(text))
    return text.translate(_BRACKETS).translate(_DASHES)


def is_abroad(number: str) -> bool:
    """Tell whether a number in its normal form is no mainland number."""
    return number.startswith("+")


def masked_phone(phone: str) -> str:
    """Hide the middle of a phone: 138****8000, 010****5678, +852****4567."""
    if len(phone) <= _SHORTEST_MASKED:
        return "*" * len(phone)
    shown = 1 + len(_country_code(phone)) if is_abroad(phone) else 3
    return phone[:shown] + "****" + phone[-4:]


def masked_phones(given: str) -> str:
    """Hide the middle of every phone in a field for a phone, whatever else was pasted there."""
    phones = phones_in(given)
    if not phones:
        return without_phones(given) if any(map(str.isalpha, given)) else masked_phone(given)
    return " / ".join(
        masked_phone(phone.number) + (f"-{phone.extension}" if phone.extension else "")
        for phone in phones
    )


def without_phones(text: str) -> str:
    """Hide the middle of whatever looks like a phone in somebody's words; days are none."""
    return _LONG_NUMBER.sub(_hidden, text)


def _hidden(found: re.Match[str]) -> str:
    return found[0] if _DAYS.fullmatch(found[0]) else masked_phone(found[0])


def _pieces(text: str) -> Iterator[str]:
    """Part several numbers; a comma before an extension parts nothing."""
    found = _EXTENSION.fullmatch(text)
    if found and not _BETWEEN.search(found["number"]):
        yield text
        return
    yield from (piece for piece in _BETWEEN.split(text) if piece.strip())


def _read(piece: str) -> list[Phone]:
    piece = _LABEL.sub("", piece.strip())
    piece = _SPREADSHEET.sub("", _NOTE.sub("", piece)).strip()
    extension = ""
    found = _EXTENSION.fullmatch(piece)
    if found:
        piece, extension = found["number"], found["extension"]
    prefix = _PREFIX.match(piece)
    if prefix is None:
        return _grouped(piece, extension)
    rest = piece[prefix.end() :]
    if rest.startswith("86"):
        return _grouped(rest, extension)
    number = _abroad("".join(_GROUPS.findall(rest))) if _is_grouped(rest) else None
    return [Phone(number, extension)] if number else []


def _is_grouped(piece: str) -> bool:
    return _AROUND_GROUPS.fullmatch(_GROUPS.sub("", piece)) is not None


def _grouped(piece: str, extension: str) -> list[Phone]:
    """Return one number written in groups, a number with an extension behind a dash, or two."""
    if not _is_grouped(piece):
        return []
    spans = [found.span() for found in _GROUPS.finditer(piece)]
    groups = [piece[start:end] for start, end in spans]
    if len(groups) > 1 and not extension:
        head = _mainland("".join(groups[:-1]))
        dashed = "-" in piece[spans[-2][1] : spans[-1][0]]
        if head and dashed and len(groups[-1]) <= 6:  # noqa: PLR2004 - an extension
            return [Phone(head, groups[-1])]
    whole = _mainland("".join(groups))
    if whole:
        return [Phone(whole, extension)]
    for cut in range(1, len(groups)):
        one, other = _mainland("".join(groups[:cut])), _mainland("".join(groups[cut:]))
        if one and other:
            return [Phone(one), Phone(other, extension)]
    return []


def _mainland(digits: str) -> str | None:
    """Return digits, perhaps behind the mainland's country code, as a mainland number."""
    if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
        return digits
    if not digits.startswith("86"):
        return None
    rest = digits[2:]
    if _MOBILE.fullmatch(rest) or _LANDLINE.fullmatch(rest):
        return rest
    if rest.startswith("0") and _MOBILE.fullmatch(rest[1:]):
        return rest[1:]
    return f"0{rest}" if _LANDLINE.fullmatch(f"0{rest}") else None


@lru_cache(maxsize=1024)
def _abroad(digits: str) -> str | None:
    """Return a number behind another country's code in its international form."""
    if not _INTERNATIONAL.fullmatch(digits):
        return None
    import phonenumbers  # noqa: PLC0415 - its tables are large, and few numbers need them

    try:
        number = phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


@lru_cache(maxsize=1024)
def _country_code(phone: str) -> str:
    import phonenumbers  # noqa: PLC0415 - as above

    try:
        return str(phonenumbers.parse(phone).country_code)
    except phonenumbers.NumberParseException:
        return ""
