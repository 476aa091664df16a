"""Pictures: charts with the sentence that says what is seen, each with its table and its spreadsheet.

A page shows `Picture`s by `web/_picture.html`; the address of the page gives the spreadsheet of one of them with
`?as=xlsx&picture=NAME` through `sheet_of`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from salesfloor.web.language import said
from salesfloor.web.lists.asking import Asked
from salesfloor.web.lists.exporting import WAYS, Sheet, file_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from salesfloor.base.phrases import Phrase
    from salesfloor.web.charts import Chart
    from salesfloor.web.requests import StaffRequest

_FIGURE: Final = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Picture:
    """One message: its title, its clause, what it says in words, and the chart or the charts beside each other."""

    name: str
    clause: str
    title: Phrase
    says: Phrase
    charts: Sequence[Chart] = ()

    @property
    def is_small(self) -> bool:
        """Tell whether several charts of one shape stand beside each other."""
        return len(self.charts) > 1


def sheet_of(request: StaffRequest, pictures: Sequence[Picture]) -> HttpResponse | None:
    """Return the figures of the picture that the address names as the file that it asks for; None where it does not."""
    way, name = request.GET.get("as"), request.GET.get("picture")
    found = next((one for one in pictures if one.name == name and one.charts), None)
    if way not in WAYS or found is None:
        return None
    return file_of(_sheet(found, Asked(request)), way)


def _sheet(picture: Picture, asked: Asked) -> Sheet:
    first = picture.charts[0]
    head = ["", *([""] if picture.is_small else []), *first.names]
    rows = [
        [*([said(chart.title)] if picture.is_small else []), label, *(_cell(one) for one in values)]
        for chart in picture.charts
        for label, values in chart.lines
    ]
    return Sheet(
        said(picture.title),
        [(one, "") for one in head],
        [rows],
        asked.actor,
        asked.at,
        (said(picture.says),),
    )


def _cell(text: str) -> str | float:
    """Return a figure of the table as a number where it is one."""
    return float(text) if _FIGURE.fullmatch(text) else text
