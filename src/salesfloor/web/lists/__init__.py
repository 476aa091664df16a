"""Lists: columns, filters, keyset pages and spreadsheets of whatever a page lists, declared once.

A module declares a list in its `lists.py` and gives its view an address; nothing else is written:

    RECEPTIONS = List(
        "receptions",
        phrase("Receptions"),
        may=permissions.RECEPTIONS,
        rows=lambda asked: receptions_of(asked.actor),
        order=("-registered_at", "-pk"),
        columns=(
            Column(phrase("Time"), "registered_at", MOMENT),
            Column(phrase("Customer"), "name", link=("reception:one", "pk"), is_main=True),
            Column(phrase("Phone"), "phone", PHONE),
            Column(phrase("Received by"), "receiver_id", PERSON),
            Column(phrase("Outcome"), "outcome", choice(Outcome)),
        ),
        filters=(Period("registered_at"), OneOf("channel", phrase("Channel"), CHANNELS)),
        empty=Empty(phrase("No receptions here"), phrase("Widen the dates or drop a filter.")),
    )

    path("receptions/", RECEPTIONS.view, name="receptions")

`rows` returns what this person may read: a queryset (filtered and paged here), any sequence (one page; `Pieces` of
a long one), or a `Source` that pages for itself. The spreadsheets `?as=csv` and `?as=xlsx` hold the rows of the same
`rows` under the same filters, so a file never shows more than the screen; phones are masked in both. Whose
phones stand in a file is told to who asks for it by `on_taken` before the file leaves.

A list that is read as lines and not as a table names a template for one row (`row="…/_due.html"`, the row
stands in `row`) and may put rows under headings (`group`). A page with more on it extends `web/list.html`,
names its template and adds facts by `also`.
"""

from __future__ import annotations

from salesfloor.web.lists.asking import Asked
from salesfloor.web.lists.cells import (
    CLAUSE,
    CODE,
    DAY,
    MINUTES,
    MOMENT,
    MONEY,
    NUMBER,
    PERSON,
    PERSON_CODE,
    PHONE,
    SENTENCE,
    TEXT,
    Kind,
    choice,
)
from salesfloor.web.lists.columns import Column
from salesfloor.web.lists.filters import Filter, Flag, OneOf, Period, Search
from salesfloor.web.lists.listing import LISTS, Empty, List
from salesfloor.web.lists.paging import Pieces, Slice, Source
from salesfloor.web.lists.taken import Taken, on_taken

__all__ = [
    "CLAUSE",
    "CODE",
    "DAY",
    "LISTS",
    "MINUTES",
    "MOMENT",
    "MONEY",
    "NUMBER",
    "PERSON",
    "PERSON_CODE",
    "PHONE",
    "SENTENCE",
    "TEXT",
    "Asked",
    "Column",
    "Empty",
    "Filter",
    "Flag",
    "Kind",
    "List",
    "OneOf",
    "Period",
    "Pieces",
    "Search",
    "Slice",
    "Source",
    "Taken",
    "choice",
    "on_taken",
]
