"""Filters of a list: what each reads from the address, how it narrows, how it is drawn."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from salesfloor.base.china_time import end_of, start_of
from salesfloor.base.dates import day_or_none
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import ANYONE, Post

if TYPE_CHECKING:
    from django.http import QueryDict

    from salesfloor.web.lists.asking import Asked

Rows = QuerySet[Any]
Pairs = Iterable[tuple[str | int, Phrase | str]]
Options = Pairs | Callable[["Asked"], Pairs]
"""Codes and labels, as `Outcome.pairs()` gives them, or a function of who asks."""
ALL = phrase("All")
PERIOD = phrase("Period")
LONGEST = 60
"""Characters of a search that are read."""


@dataclass(frozen=True, slots=True)
class Control:
    """A filter as the page draws it."""

    kind: str
    name: str
    label: Phrase
    value: Any
    options: list[tuple[str, Phrase | str]] = field(default_factory=list)
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class Filter(ABC):
    """What all filters are: a name in the address, a label, and for whom it is."""

    name: str
    label: Phrase
    may: frozenset[Post] = field(default=ANYONE, kw_only=True)
    narrows: Callable[[Rows, Any], Rows] | None = field(default=None, kw_only=True)
    """Narrows a queryset to a value; without it rows of an equal field are left."""
    by_rows: bool = field(default=False, kw_only=True)
    """Whether `rows` of the list reads the value itself, from `asked.wanted`."""

    @abstractmethod
    def read(self, sent: QueryDict, asked: Asked) -> Any:  # noqa: ANN401 - each filter's own
        """Return what the filter is set to; empty where it narrows nothing."""

    def apply(self, rows: Rows, value: Any) -> Rows:  # noqa: ANN401 - each filter's own
        """Return the rows that are left."""
        if self.by_rows or value in {"", None, False}:
            return rows
        return self.narrows(rows, value) if self.narrows else self.equal(rows, value)

    def equal(self, rows: Rows, value: Any) -> Rows:  # noqa: ANN401 - each filter's own
        """Return the rows whose field of the filter's name holds the value."""
        return rows.filter(**{self.name: value})

    @abstractmethod
    def control(self, value: Any, asked: Asked) -> Control:  # noqa: ANN401 - each filter's own
        """Return what the page draws."""


@dataclass(frozen=True, slots=True)
class Search(Filter):
    """A field to type into."""

    def read(self, sent: QueryDict, asked: Asked) -> str:
        """Return what was typed."""
        del asked
        return sent.get(self.name, "").replace("\x00", "").strip()[:LONGEST]

    def control(self, value: str, asked: Asked) -> Control:
        """Return a search field."""
        del asked
        return Control("search", self.name, self.label, value)


@dataclass(frozen=True, slots=True)
class OneOf(Filter):
    """One of a closed list; what is not on it narrows nothing."""

    options: Options = ()
    all_label: Phrase = ALL

    def read(self, sent: QueryDict, asked: Asked) -> str:
        """Return the chosen code."""
        text = sent.get(self.name, "")
        return text if text in dict(self._pairs(asked)) else ""

    def control(self, value: str, asked: Asked) -> Control:
        """Return a select box."""
        pairs = [("", self.all_label), *self._pairs(asked)]
        return Control("choice", self.name, self.label, value, pairs)

    def _pairs(self, asked: Asked) -> list[tuple[str, Phrase | str]]:
        pairs = self.options(asked) if callable(self.options) else self.options
        return [(str(code), label) for code, label in pairs]


@dataclass(frozen=True, slots=True)
class Flag(Filter):
    """Yes or everything."""

    def read(self, sent: QueryDict, asked: Asked) -> bool:
        """Return whether it is set."""
        del asked
        return sent.get(self.name) == "1"

    def control(self, value: object, asked: Asked) -> Control:
        """Return a box to tick."""
        del asked
        return Control("flag", self.name, self.label, value)


@dataclass(frozen=True, slots=True)
class Period(Filter):
    """Days from … to …, by a field that holds moments or days."""

    name: str
    label: Phrase = PERIOD
    days: int | None = None
    """How many days up to today are shown unless said otherwise; None shows all."""
    is_moment: bool = True

    def read(self, sent: QueryDict, asked: Asked) -> tuple[date | None, date | None]:
        """Return the first and the last day; what is no day counts as not said."""
        first = None if self.days is None else asked.today - timedelta(days=self.days - 1)
        last = None if self.days is None else asked.today
        return _day(sent.get("from", ""), first), _day(sent.get("to", ""), last)

    def apply(self, rows: Rows, value: tuple[date | None, date | None]) -> Rows:
        """Return the rows of those days, both included."""
        if self.by_rows:
            return rows
        first, last = value
        if first is not None:
            rows = rows.filter(
                **{f"{self.name}__gte": start_of(first) if self.is_moment else first}
            )
        if last is not None and self.is_moment:
            return rows.filter(**{f"{self.name}__lt": end_of(last)})
        return rows if last is None else rows.filter(**{f"{self.name}__lte": last})

    def control(self, value: tuple[date | None, date | None], asked: Asked) -> Control:
        """Return two fields for days."""
        return Control("period", self.name, self.label, value, latest=asked.today)


def _day(text: str, otherwise: date | None) -> date | None:
    return day_or_none(text) or otherwise
