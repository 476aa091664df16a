"""Numbers of identity: residents by GB 11643, companies by GB 32100, and papers that check nothing."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase

_RESIDENT: Final = re.compile(r"[1-9][0-9]{5}([0-9]{8})[0-9]{3}[0-9X]")
_RESIDENT_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_RESIDENT_CHECKS: Final = "10X98765432"
_COMPANY_SIGNS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_COMPANY: Final = re.compile(f"[{_COMPANY_SIGNS}]{{18}}")
_OTHER_PAPER: Final = re.compile(r"[0-9A-Z]{5,20}")
_FIRST_YEAR: Final = 1800


class IdType(Choice):
    """What kind of paper a number of identity stands on."""

    RESIDENT = "resident", phrase("Identity card")
    COMPANY = "company", phrase("Business licence")
    PASSPORT = "passport", phrase("Passport")
    PERMIT = "permit", phrase("Residence or travel permit")
    MILITARY = "military", phrase("Military card")


_UNCHECKED: Final = frozenset({IdType.PASSPORT, IdType.PERMIT, IdType.MILITARY})


def normal_id(given: str) -> str:
    """Return a number of identity in its one form: trimmed, half width, upper case."""
    return unicodedata.normalize("NFKC", given).strip().upper()


def can_be_id(number: str, kind: IdType | None, today: date) -> bool:
    """Tell whether a number in its normal form can be one of that kind.

    Without a kind it must be a resident's or a company's.
    """
    if kind in _UNCHECKED:
        return _OTHER_PAPER.fullmatch(number) is not None
    if kind is IdType.RESIDENT:
        return is_resident(number, today)
    if kind is IdType.COMPANY:
        return is_company(number)
    return is_resident(number, today) or is_company(number)


def is_resident(number: str, today: date) -> bool:
    """Tell whether the check character is right and the birth date is one that has been."""
    found = _RESIDENT.fullmatch(number)
    if found is None or not _was_a_day(found[1], today):
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(number, _RESIDENT_WEIGHTS, strict=False)
    )
    return number[-1] == _RESIDENT_CHECKS[total % 11]


def _was_a_day(written: str, today: date) -> bool:
    try:
        born = date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        return False
    return born.year >= _FIRST_YEAR and born <= today


def is_company(number: str) -> bool:
    """Tell whether it is a company's unified number with the right check character."""
    if _COMPANY.fullmatch(number) is None:
        return False
    total = sum(
        _COMPANY_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(number[:17])
    )
    return number[-1] == _COMPANY_SIGNS[-total % 31]


def masked_id(number: str) -> str:
    """Hide a number of identity but for its first 6 and last 2 characters (7.2.2)."""
    hidden = len(number) - 8
    if hidden <= 0:
        return "*" * len(number)
    return f"{number[:6]}{'*' * hidden}{number[-2:]}"
