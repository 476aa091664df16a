"""The page of what customers warm to: by how many, how much, and who marks it (9.2.1.4)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.shortcuts import render

from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import phrase
from salesfloor.floor.particulars import permissions
from salesfloor.floor.particulars.lists import HOW_MUCH
from salesfloor.floor.particulars.queries.interests import Liked, liked_most, marking
from salesfloor.floor.particulars.wishes import said_tag
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.web.charts import Chart, Series, Tone
from salesfloor.web.lists import NUMBER, Column
from salesfloor.web.lists.exporting import WAYS, table_of
from salesfloor.web.pages import page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.base.phrases import Phrase
    from salesfloor.web.requests import StaffRequest

PERIODS: Final = {
    "30": phrase("30 days"),
    "90": phrase("90 days"),
    "365": phrase("A year"),
}
USUAL: Final = "90"
DRAWN: Final = 12
"""How many of what is liked most the chart draws; the table has them all."""
_TONES: Final[tuple[Tone, ...]] = ("soft", "note", "accent")


def _column_of(weight: int, label: Phrase) -> Column:
    return Column(label, lambda row, _asked: row.weights[weight - 1], NUMBER)


_COLUMNS: Final = (
    Column(phrase("What they like"), lambda row, _asked: said_tag(row.tag)),
    Column(phrase("Customers"), "customers", NUMBER),
    *(_column_of(weight, label) for weight, label in HOW_MUCH.items()),
)


@page(may=permissions.INTERESTS, methods=["GET"])
def interests(request: StaffRequest) -> HttpResponse:
    """Show what customers warmed to in the last days, and who marks it."""
    site_id = registers.site_of(request.actor)
    asked = request.GET.get("days", "")
    days = asked if asked in PERIODS else USUAL
    to_on = day_of(request.at)
    from_on = to_on - timedelta(days=int(days) - 1)
    rows = liked_most(site_id, from_on, to_on)
    if request.GET.get("as") in WAYS:
        return table_of(request, phrase("What customers warm to"), _COLUMNS, rows)
    marks = marking(site_id, from_on, to_on)
    names = dict(
        people.Staff.objects.filter(pk__in=[one.staff_id for one in marks]).values_list(
            "pk", "name"
        )
    )
    sees_all = request.actor.post in permissions.MARKING
    context: dict[str, Any] = {
        "days": days,
        "periods": PERIODS.items(),
        "from_on": from_on,
        "rows": [(row, said_tag(row.tag)) for row in rows],
        "weights": HOW_MUCH.values(),
        "chart": _chart(rows[:DRAWN]),
        "received": sum(one.received for one in marks),
        "marked": sum(one.marked for one in marks),
        "marking": [
            (names.get(one.staff_id, "—"), one)
            for one in marks
            if sees_all or one.staff_id == request.actor.staff_id
        ],
        "query": f"days={days}",
    }
    return render(request, "particulars/interests.html", context)


def _chart(rows: list[Liked]) -> Chart:
    series = [
        Series(label, [row.weights[weight - 1] for row in rows], tone)
        for (weight, label), tone in zip(HOW_MUCH.items(), _TONES, strict=True)
    ]
    return Chart(
        phrase("What customers warm to"),
        [said_tag(row.tag) for row in rows],
        series,
        kind="bars",
        is_stacked=True,
        has_table=False,
    )
