"""A list's declaration, its page, and its spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import KW_ONLY, dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from django.db.models import QuerySet
from django.shortcuts import render

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import Post
from salesfloor.web.lists import exporting
from salesfloor.web.lists.asking import Asked
from salesfloor.web.lists.columns import Cell, Column, cells_of
from salesfloor.web.lists.filters import Control, Filter, Period
from salesfloor.web.lists.paging import Order, Slice, slice_of
from salesfloor.web.lists.taken import Taken, tell_taken
from salesfloor.web.pages import page

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from salesfloor.web.requests import StaffRequest


def _plain(_row: object) -> str:
    return ""


def _nothing(_asked: Asked) -> dict[str, Any]:
    return {}


LISTS: Final[dict[str, List]] = {}
"""Every list by its name."""
PER_PAGE: Final = 25
PIECE: Final = "web/_list.html"


@dataclass(frozen=True, slots=True)
class Empty:
    """What stands where there are no rows."""

    title: Phrase
    hint: Phrase | None = None
    icon: str = "ti-list"
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as the page shows it: its cells, or the row itself for a template of its own."""

    row: Any
    cells: list[Cell]
    look: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that stand under one heading; the title is empty where there are no headings."""

    title: Phrase | str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a list, for its template."""

    declared: List
    groups: list[Group]
    controls: list[Control]
    empty: Empty
    title: Phrase
    newer: str
    older: str
    query: str
    """The filters as the address carries them, for the links to spreadsheets."""

    @property
    def labels(self) -> list[Column]:
        """Return the columns of the screen, for the head of the table."""
        return self.declared.screen_columns


@dataclass(frozen=True)
class List:
    """A list: declared once, shown by `view`, exported by the same rights."""

    name: str
    title: Phrase
    _: KW_ONLY
    may: Iterable[Post]
    rows: Callable[[Asked], Any]
    """What the person may read: a queryset, a sequence or a `Source`."""
    columns: tuple[Column, ...]
    order: Order = ()
    """How a queryset is sorted and paged."""
    filters: tuple[Filter, ...] = ()
    empty: Empty = Empty(phrase("Nothing here yet"))
    not_found: Empty = Empty(
        phrase("Nothing fits"), phrase("Widen the dates or drop a filter."), "ti-filter-off"
    )
    prepare: Callable[[list[Any], Asked], list[Any]] | None = None
    """Turns a page of rows into what columns and templates read, with its look-ups at once."""
    row: str = ""
    """The template of one row, for lists that are no tables."""
    group: Callable[[Any], Phrase | str] | None = None
    """The heading under which a row stands."""
    look: Callable[[Any], str] = _plain
    """Classes of a row: `struck`, `is-urgent`, `is-soon`."""
    template: str = "web/list.html"
    also: Callable[[Asked], dict[str, Any]] = _nothing
    """Further facts for the page's template."""
    title_for: Callable[[Asked], Phrase] | None = None
    empty_for: Callable[[Asked], Empty] | None = None
    per_page: int = PER_PAGE
    clause: str = ""

    def __post_init__(self) -> None:
        """Remember the list by its name.

        :raises TypeError: another list has the name.
        """
        if LISTS.setdefault(self.name, self) is not self:
            message = f"two lists are called {self.name}"
            raise TypeError(message)

    @cached_property
    def view(self) -> Callable[..., HttpResponseBase]:
        """Return the page of the list, for `urls.py`."""
        return page(may=self.may, methods=["GET"])(self._answer)

    @property
    def screen_columns(self) -> list[Column]:
        """Return the columns that the screen shows."""
        return [column for column in self.columns if column.on_screen]

    @property
    def file_columns(self) -> list[Column]:
        """Return the columns that spreadsheets hold."""
        return [column for column in self.columns if column.in_file]

    def asked(self, request: StaffRequest, args: dict[str, Any]) -> Asked:
        """Read who asks and what the filters are set to."""
        bare = Asked(request, args)
        wanted = {one.name: one.read(request.GET, bare) for one in self._filters_for(bare)}
        return replace(bare, wanted=wanted)

    def part(self, asked: Asked, *, after: str = "", before: str = "", most: int = 0) -> Slice:
        """Return a page of the rows that the person may read, narrowed as asked."""
        rows = self.rows(asked)
        if isinstance(rows, QuerySet):
            for one in self._filters_for(asked):
                rows = one.apply(rows, asked.wanted[one.name])
        most = most or self.per_page
        found = slice_of(rows, self.order, most, after=after, before=before)
        if self.prepare is None:
            return found
        return replace(found, rows=self.prepare(list(found.rows), asked))

    def listed(self, asked: Asked) -> Listed:
        """Return the page that the address asks for."""
        sent = asked.request.GET
        found = self.part(asked, after=sent.get("after", ""), before=sent.get("before", ""))
        groups = self._groups(found, asked)
        return Listed(
            declared=self,
            groups=groups,
            controls=[
                one.control(asked.wanted[one.name], asked) for one in self._filters_for(asked)
            ],
            empty=self.empty if groups else self._empty(asked),
            title=self.title_for(asked) if self.title_for else self.title,
            newer=self._newer(asked, found),
            older=_address(asked, after=found.after) if found.after else "",
            query=_address(asked)[1:],
        )

    def _answer(self, request: StaffRequest, **args: Any) -> HttpResponse:  # noqa: ANN401
        asked = self.asked(request, args)
        way = request.GET.get("as", "")
        if way in exporting.WAYS:
            taken = Taken(self.name, asked.actor, asked.at)
            file = exporting.file_of(exporting.sheet_of(self, asked, taken), way)
            tell_taken(taken)
            return file
        context = {"listed": self.listed(asked), "asked": asked, **self.also(asked)}
        is_piece = request.htmx and not request.htmx.history_restore_request
        return render(request, PIECE if is_piece else self.template, context)

    def _groups(self, found: Slice, asked: Asked) -> list[Group]:
        cells = [[] for _ in found.rows] if self.row else self._cells(found, asked)
        rows = [Row(row, its, self.look(row)) for row, its in zip(found.rows, cells, strict=True)]
        if self.group is None:
            return [Group("", rows)] if rows else []
        group = self.group
        return [Group(title, list(its)) for title, its in groupby(rows, lambda one: group(one.row))]

    def _cells(self, found: Slice, asked: Asked) -> list[list[Cell]]:
        return cells_of(self.screen_columns, found.rows, asked)

    def _filters_for(self, asked: Asked) -> list[Filter]:
        return [one for one in self.filters if asked.actor.post in one.may]

    def _empty(self, asked: Asked) -> Empty:
        if self.empty_for is not None:
            return self.empty_for(asked)
        return self.not_found if self._is_narrowed(asked) else self.empty

    def _is_narrowed(self, asked: Asked) -> bool:
        return any(
            asked.request.GET.get("from") or asked.request.GET.get("to")
            if isinstance(one, Period)
            else asked.wanted[one.name]
            for one in self._filters_for(asked)
        )

    def _newer(self, asked: Asked, found: Slice) -> str:
        if found.before:
            return _address(asked, before=found.before)
        sent = asked.request.GET
        return _address(asked) if sent.get("after") and not found.before else ""


def _address(asked: Asked, **key: str) -> str:
    """Return the address of the same list, same filters, at another place."""
    query = asked.request.GET.copy()
    for name in ("after", "before", "as"):
        query.pop(name, None)
    for name, text in key.items():
        query[name] = text
    return f"?{query.urlencode()}"
