"""Kinds of values: how each is shown in a cell and written to a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.utils.html import format_html
from django.utils.translation import gettext

from salesfloor.base.china_time import local
from salesfloor.base.phrases import Phrase
from salesfloor.web import dates, directory
from salesfloor.web.language import said
from salesfloor.web.templatetags.salesfloor import clause, full_moment, money, phone

if TYPE_CHECKING:
    from salesfloor.base.choices import Choice

Plain = str | int | float | Decimal | date | datetime | None
"""What a spreadsheet's cell holds."""
Labels = Mapping[str, Phrase]


def _text(value: object) -> str:
    if value is None:
        return ""
    return said(value) if isinstance(value, Phrase) else str(value)


@dataclass(frozen=True, slots=True)
class Kind:
    """How values of one kind are shown and written.

    `names` looks up the names of a page's values at once, for people known by number or code.
    """

    show: Callable[[Any], str] = _text
    plain: Callable[[Any], Plain] = _text
    number_format: str = ""
    is_number: bool = False
    is_short: bool = True
    """Whether its values stay on one line."""
    names: Callable[[Collection[Any]], Mapping[Any, str]] | None = None


def _as_it_is(value: Any) -> Plain:  # noqa: ANN401 - any plain value
    return value  # type: ignore[no-any-return]


def _decimal_yuan(fen: int | None) -> Plain:
    return None if fen is None else Decimal(fen) / 100


def _wall_clock(at: datetime | None) -> Plain:
    return local(at).replace(tzinfo=None) if at else None


def _clause(number: str | None) -> str:
    return clause(number) if number else ""


def _minutes(count: float | None) -> str:
    return "" if count is None else gettext("%(count)d min") % {"count": count}


def _code(value: object) -> str:
    return format_html("<code>{}</code>", value) if value else ""


TEXT: Final = Kind(is_short=False)
SENTENCE: Final = Kind(is_short=False)
"""A `Phrase`, said in the reader's language."""
CODE: Final = Kind(show=_code)
NUMBER: Final = Kind(plain=_as_it_is, number_format="#,##0.##", is_number=True)
MINUTES: Final = Kind(show=_minutes, plain=_as_it_is, number_format="0", is_number=True)
MONEY: Final = Kind(money, _decimal_yuan, "#,##0.00", is_number=True)
"""An amount of fen."""
DAY: Final = Kind(show=dates.day, plain=dates.date_of, number_format="yyyy-mm-dd")
MOMENT: Final = Kind(show=full_moment, plain=_wall_clock, number_format="yyyy-mm-dd hh:mm")
PHONE: Final = Kind(show=phone, plain=phone)
"""A phone with its middle hidden, on the screen and in files."""
CLAUSE: Final = Kind(show=_clause)
PERSON: Final = Kind(names=directory.names_by_id)
"""Somebody by number: the name."""
PERSON_CODE: Final = Kind(names=directory.names_of)
"""Somebody by code: the name, or the code of the person who is in no directory."""


def choice(labels: type[Choice] | Labels, tones: Mapping[str, str] | None = None) -> Kind:
    """Return the kind of a closed list of words; `tones` colours some of them (good, warn, bad, note)."""
    words = labels if isinstance(labels, Mapping) else labels.labels()

    def word(code: object) -> str:
        return _text(words.get(str(code), str(code or "")))

    def show(code: object) -> str:
        tone = (tones or {}).get(str(code), "")
        return (
            format_html('<span class="tag is-{}">{}</span>', tone, word(code))
            if tone
            else word(code)
        )

    return Kind(show=show, plain=word)
