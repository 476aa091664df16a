"""Reading cells as people fill them in: each reader takes what stands there and returns a plain value.

A cell is what the file's reader gives: a text, a number, a day, a moment, a time of day. An empty one is
never read. What cannot be read raises `UnreadableError` with the code of the error.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.input_errors import UnusableError as NoText
from salesfloor.base.phones import normal_phone
from salesfloor.base.texts import LINE_LENGTH, clean, without_invisible
from salesfloor.kernel.imports.unusable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from salesfloor.kernel.imports.tables import Column

    Reader = Callable[[Any, Column], Any]

_EXCEL_BEGINS: Final = dt.date(1899, 12, 30)
_SERIALS: Final = range(20_000, 80_000)
_DAY: Final = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
_PACKED_DAY: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORT_DAY: Final = re.compile(r"(\d{1,2})\s*(?:月|[./])\s*(\d{1,2})\s*日?")
_CLOCK: Final = re.compile(r"(\d{1,2})\s*[:时点]\s*(\d{1,2})(?:\s*[:分]\s*(\d{1,2})\s*秒?|\s*分)?")
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_UNITS: Final = re.compile(
    r"(?:元/㎡|元/m2|元/平米|平方米|平米|㎡|m2|m²|元|套|层|楼)$", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_TITLES: Final = ("先生", "女士", "小姐", "太太")
_TEN_THOUSAND: Final = Decimal(10_000)


def is_empty(cell: Any) -> bool:  # noqa: ANN401 - any cell
    """Tell whether nothing stands in a cell."""
    return cell is None or (isinstance(cell, str) and not without_invisible(cell).strip())


def plain(cell: Any) -> str:  # noqa: ANN401 - any cell
    """Return a cell as a text in its plain form: half width, one line, no invisible marks."""
    text = unicodedata.normalize("NFKC", as_typed(cell))
    return " ".join(without_invisible(text).split())


def as_typed(cell: Any) -> str:  # noqa: ANN401 - any cell
    """Return a cell as somebody sees it: whole numbers without a decimal point."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.strftime("%Y-%m-%d") if cell.time() == dt.time.min else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, dt.time):
        return f"{cell:%H:%M}"
    return str(cell)


def text(cell: Any, _column: Column) -> str:  # noqa: ANN401 - any cell
    """Read a line of text: a formula is its text."""
    try:
        return " ".join(clean(as_typed(cell)).split())[:LINE_LENGTH]
    except NoText as error:
        raise UnreadableError("text_invalid") from error


def name(cell: Any, column: Column) -> str:  # noqa: ANN401 - any cell
    """Read a customer's name, without the form of address where two characters remain."""
    found = text(cell, column)
    for title in _TITLES:
        rest = found.removesuffix(title)
        if rest != found and len(rest) >= 2:  # noqa: PLR2004 - surname and given name
            return rest.strip()
    return found


def person(cell: Any, column: Column) -> str:  # noqa: ANN401 - any cell
    """Read the name of somebody of the house: spaces within it make no difference."""
    return "".join(plain(text(cell, column)).split())


def phone(cell: Any, _column: Column) -> str:  # noqa: ANN401 - any cell
    """Read a phone, in its normal form."""
    found = normal_phone(as_typed(cell))
    if found is None:
        raise UnreadableError("phone_invalid")
    return found


def day(cell: Any, column: Column) -> dt.date:  # noqa: ANN401 - any cell
    """Read a day; one without its year takes that of the sheet's title."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, float) and cell.is_integer() and int(cell) in _SERIALS:
        return _EXCEL_BEGINS + dt.timedelta(days=int(cell))
    found = plain(cell).split(" ")[0] if _DAY.match(plain(cell)) else plain(cell)
    whole = _DAY.fullmatch(found) or _PACKED_DAY.fullmatch(found)
    if whole:
        return _day(*(int(part) for part in whole.groups()))
    short = _SHORT_DAY.fullmatch(found)
    if short is None:
        raise UnreadableError("date_invalid")
    month, number = int(short[1]), int(short[2])
    _day(2000, month, number)  # a leap year: no year has more days
    if column.year is None:
        raise UnreadableError("year_missing")
    return _day(column.year, month, number)


def _day(year: int, month: int, number: int) -> dt.date:
    try:
        return dt.date(year, month, number)
    except ValueError as error:
        raise UnreadableError("date_invalid") from error


def clock(cell: Any, _column: Column) -> dt.time:  # noqa: ANN401 - any cell
    """Read a time of day."""
    if isinstance(cell, dt.datetime):
        return cell.time().replace(microsecond=0)
    if isinstance(cell, dt.time):
        return cell.replace(microsecond=0)
    if isinstance(cell, dt.timedelta):
        return _clock_of(int(cell.total_seconds()))
    if isinstance(cell, float) and 0 <= cell < 1:
        return _clock_of(round(cell * 86_400))
    found = _CLOCK.fullmatch(plain(cell))
    if found is None:
        raise UnreadableError("time_invalid")
    try:
        return dt.time(int(found[1]), int(found[2]), int(found[3] or 0))
    except ValueError as error:
        raise UnreadableError("time_invalid") from error


def _clock_of(seconds: int) -> dt.time:
    if not 0 <= seconds < 86_400:  # noqa: PLR2004 - seconds of a day
        raise UnreadableError("time_invalid")
    minutes, rest = divmod(seconds, 60)
    return dt.time(minutes // 60, minutes % 60, rest)


def number(cell: Any, column: Column) -> Decimal:  # noqa: ANN401 - any cell
    """Read a number: units and grouping taken off; a header in 万 multiplies by ten thousand."""
    written = plain(cell).lstrip("¥").strip() if not isinstance(cell, float) else ""
    factor = Decimal(column.factor)
    if isinstance(cell, float):
        value = Decimal(repr(cell))
    else:
        bare = _BRACKETS.sub("", written).replace(" ", "")
        if bare.endswith(("万元", "万")):
            bare, factor = bare.rstrip("元").rstrip("万"), _TEN_THOUSAND
        bare = _UNITS.sub("", bare)
        if not _NUMBER.fullmatch(bare):
            raise UnreadableError("number_invalid")
        try:
            value = Decimal(bare.replace(",", ""))
        except InvalidOperation as error:
            raise UnreadableError("number_invalid") from error
    return value * factor


def area(cell: Any, column: Column) -> Decimal:  # noqa: ANN401 - any cell
    """Read an area in square metres, more than nothing, to two decimals."""
    found = number(cell, column).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if not 0 < found < Decimal(10) ** 7:
        raise UnreadableError("number_invalid")
    return found


def fen(cell: Any, column: Column) -> int:  # noqa: ANN401 - any cell
    """Read an amount in yuan as whole fen, more than nothing."""
    found = int((number(cell, column) * 100).to_integral_value(ROUND_HALF_UP))
    if not 0 < found < 10**14:
        raise UnreadableError("number_invalid")
    return found


def whole(cell: Any, column: Column) -> int:  # noqa: ANN401 - any cell
    """Read a whole number."""
    found = number(cell, column)
    if found != found.to_integral_value():
        raise UnreadableError("number_invalid")
    return int(found)


def word_among(words: Mapping[str, str], code: str) -> Reader:
    """Return a reader of one of the words of a list."""

    def read(cell: Any, _column: Column) -> str:  # noqa: ANN401 - any cell
        found = words.get("".join(plain(cell).split()))
        if found is None:
            raise UnreadableError(code)
        return found

    return read
