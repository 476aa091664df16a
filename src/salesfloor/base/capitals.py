"""Amounts in capitals, as Chinese vouchers write them beside the figures: 壹拾万零壹佰元零壹分."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_PLACES: Final = ("仟", "佰", "拾", "")
_GROUPS: Final = ("亿", "万", "元")
_GROUP: Final = 10_000
_FULL_GROUP: Final = 1_000
"""A group from here on fills its four places, so that no zero stands before it."""
_LIMIT: Final = 10**14
"""A million million yuan, in fen."""


def has_capitals(fen: int) -> bool:
    """Tell whether an amount is one that vouchers are written over."""
    return 0 < fen < _LIMIT


def capitals(fen: int) -> str:
    """Write an amount in capitals, without the word for the currency before it.

    A 零 stands for the zeros between two digits of a group, before a group below 1,000 that follows a
    higher one, and between 元 and 分 where there is no 角. 整 ends an amount of whole yuan.

    :raises ValueError: for nothing, less than nothing, and a million million yuan or more.
    """
    if not has_capitals(fen):
        message = "only amounts from one fen to below a million million yuan have capitals"
        raise ValueError(message)
    yuan, rest = divmod(fen, 100)
    whole = f"{_whole(yuan)}元" if yuan else ""
    if not rest:
        return f"{whole}整"
    tenths, hundredths = divmod(rest, 10)
    parts = [whole]
    if tenths:
        parts.append(f"{_DIGITS[tenths]}角")
    elif yuan:
        parts.append(_DIGITS[0])
    if hundredths:
        parts.append(f"{_DIGITS[hundredths]}分")
    return "".join(parts)


def _whole(yuan: int) -> str:
    rest, ones = divmod(yuan, _GROUP)
    hundred_millions, ten_thousands = divmod(rest, _GROUP)
    written = ""
    for group, name in zip((hundred_millions, ten_thousands, ones), _GROUPS, strict=True):
        if not group:
            continue
        zero = _DIGITS[0] if written and group < _FULL_GROUP else ""
        written += zero + _of_group(group) + ("" if name == "元" else name)
    return written


def _of_group(group: int) -> str:
    """Write a number below ten thousand; zeros between its digits are one 零."""
    written, skipped = "", False
    for digit, place in zip(f"{group:04}", _PLACES, strict=True):
        if digit == "0":
            skipped = bool(written)
            continue
        written += (_DIGITS[0] if skipped else "") + _DIGITS[int(digit)] + place
        skipped = False
    return written
