"""Reports of the floor: where customers come from, how fast they are greeted, by whom."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal

from django.http import HttpResponse
from django.shortcuts import render

from salesfloor.base.china_time import day_of
from salesfloor.base.dates import day_or_none
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.floor.reception import permissions
from salesfloor.floor.reception.queries import reports
from salesfloor.floor.reception.queries.glance import glance
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.charts import Chart, Series
from salesfloor.web.lists import MONEY, NUMBER, Column
from salesfloor.web.lists.exporting import WAYS, table_of
from salesfloor.web.pages import give, may, page, toasted

if TYPE_CHECKING:
    from salesfloor.base.phrases import Phrase
    from salesfloor.floor.reception.queries.glance import Names
    from salesfloor.web.requests import StaffRequest

PERIODS: Final = (
    ("day", phrase("Today"), 0),
    ("week", phrase("7 days"), 6),
    ("month", phrase("30 days"), 29),
)
USUAL: Final = 29


@page(may=permissions.REPORTS, methods=["GET"])
def sources(request: StaffRequest) -> HttpResponse:
    """Show real customers by area or medium, with what became of them (9.1.1.4)."""
    by: Literal["area", "medium"] = "area" if request.GET.get("by") == "area" else "medium"
    from_on, to_on = period_of(request)
    site_id = registers.site_of(request.actor)
    rows = reports.sources(site_id, by, from_on, to_on)
    label = phrase("Area") if by == "area" else phrase("Medium")
    if request.GET.get("as") in WAYS:
        return _sources_file(request, label, rows)
    context = {
        "by": by,
        "rows": rows,
        "chart": _sources_chart(rows),
        **_crossed(reports.crossed(site_id, from_on, to_on)),
        "query": query_of(request),
        "total": sum(row.customers for row in rows),
        "deals": sum(row.deals for row in rows),
        "phones": sum(row.phones for row in rows),
        "unknown": sum(row.customers for row in rows if not row.source),
    }
    if by == "medium":
        context |= _costs(request, site_id, rows)
    return render(request, "reception/sources.html", context | period_facts(request))


def _sources_chart(rows: list[reports.SourceRow]) -> Chart:
    series = [
        Series(phrase("Customers"), [row.customers for row in rows], "accent"),
        Series(phrase("Phones left"), [row.phones for row in rows], "note"),
        Series(phrase("Deals"), [row.deals for row in rows], "warn"),
    ]
    labels = [row.source or phrase("Not asked") for row in rows]
    title = phrase("Where customers come from")
    return Chart(title, labels, series, kind="bars", has_table=False)


def _crossed(found: dict[tuple[str, str], int]) -> dict[str, Any]:
    """Set media against areas, those that brought most first, with the sums of both."""
    if not found:
        return {}
    media, areas = Counter[str](), Counter[str]()
    for (medium, area), count in found.items():
        media[medium] += count
        areas[area] += count
    columns = [area for area, _ in areas.most_common()]
    rows = [
        (medium, [found.get((medium, area)) for area in columns], total)
        for medium, total in media.most_common()
    ]
    none = phrase("Not asked")
    series = [Series(medium or none, cells) for medium, cells, _ in rows]
    labels = [area or none for area in columns]
    title = phrase("Media against areas")
    return {
        "crossed": Chart(title, labels, series, kind="heat", has_table=False),
        "crossed_rows": rows,
        "crossed_sums": areas.most_common(),
    }


def _sources_file(
    request: StaffRequest, label: Phrase, rows: list[reports.SourceRow]
) -> HttpResponse:
    columns = (
        Column(label, lambda row, _asked: row.source or phrase("Not asked")),
        Column(phrase("Customers"), "customers", NUMBER),
        Column(phrase("Visits"), "visits", NUMBER),
        Column(phrase("Calls"), "calls", NUMBER),
        Column(phrase("Phones left"), "phones", NUMBER),
        Column(phrase("Negotiated"), "negotiated", NUMBER),
        Column(phrase("Deals"), "deals", NUMBER),
        Column(phrase("Cost"), "fen", MONEY),
        Column(phrase("Cost per deal"), "fen_per_deal", MONEY),
    )
    return table_of(request, phrase("Where customers come from"), columns, rows)


def query_of(request: StaffRequest) -> str:
    """Return what the address asks for beside the file."""
    query = request.GET.copy()
    query.pop("as", None)
    return query.urlencode()


def _costs(request: StaffRequest, site_id: int, rows: list[reports.SourceRow]) -> dict[str, Any]:
    """Return what the media cost together, and for the manager the form and what it noted."""
    cost, deals = sum(row.fen or 0 for row in rows), sum(row.deals for row in rows)
    shown: dict[str, Any] = {"cost": cost, "cost_per_deal": reports.per_deal(cost, deals)}
    if not may(request.actor, "medium_cost"):
        return shown
    policy = rulebook.policies(site_id, request.at)
    return shown | {
        "may_note_cost": True,
        "media": reports.offered(policy, site_id, "medium"),
        "month": f"{day_of(request.at):%Y-%m}",
        "costs": reports.costs_noted(site_id, *period_of(request)),
    }


@page(may=ANYONE, methods=["POST"])
def note_cost(request: StaffRequest) -> HttpResponse:
    """Note what a medium cost in a month (9.1.1.4)."""
    give(request, "medium_cost")
    response = HttpResponse(status=204)
    response["HX-Refresh"] = "true"
    return toasted(response, phrase("Written down."))


@page(may=permissions.REPORTS, methods=["GET"])
def greeting(request: StaffRequest) -> HttpResponse:
    """Show the time to greet per person and hour, and receptions by what they rest on."""
    site_id = registers.site_of(request.actor)
    from_on, to_on = period_of(request)
    target = int(rulebook.policies(site_id, request.at)["greet.within_seconds"])
    table = reports.greeting(site_id, from_on, to_on, target=target)
    seen = glance(site_id, request.at)
    persons = [
        (seen.names.of(row.staff_id), row) for row in reports.by_person(site_id, from_on, to_on)
    ]
    if request.GET.get("as") in WAYS:
        return _persons_file(request, persons)
    context = {
        "chart": _greeting_chart(table, seen.names),
        "query": query_of(request),
        "table": table,
        "target": target,
        "total": table.total(),
        "hours": [(hour, table.of_hour(hour)) for hour in table.hours],
        "rows": [
            {
                "name": seen.names.of(person),
                "total": table.of_person(person),
                "cells": [table.cells.get((person, hour)) for hour in table.hours],
            }
            for person in table.persons
        ],
        "persons": persons,
        "without_phone": reports.without_phone(site_id, from_on, to_on),
    }
    return render(request, "reception/greeting.html", context | period_facts(request))


def _greeting_chart(table: reports.GreetingTable, names: Names) -> Chart:
    series = [
        Series(
            names.of(person),
            [_average(table.cells.get((person, hour))) for hour in table.hours],
            "bad",
        )
        for person in table.persons
    ]
    labels = [f"{hour}:00" for hour in table.hours]
    return Chart(phrase("By person and hour"), labels, series, kind="heat", has_table=False)


def _average(cell: reports.Greeting | None) -> int | None:
    return round(cell.average) if cell is not None and cell.count else None


def _persons_file(request: StaffRequest, rows: list[tuple[str, Any]]) -> HttpResponse:
    columns = (
        Column(phrase("Name"), lambda row, _asked: row[0]),
        Column(phrase("In turn"), lambda row, _asked: row[1].turns, NUMBER),
        Column(phrase("Own customers"), lambda row, _asked: row[1].own, NUMBER),
        Column(phrase("Courtesy"), lambda row, _asked: row[1].courtesy, NUMBER),
        Column(phrase("Seconds, own and in turn"), lambda row, _asked: row[1].seconds_own, NUMBER),
        Column(phrase("Seconds, courtesy"), lambda row, _asked: row[1].seconds_courtesy, NUMBER),
        Column(phrase("Phones left"), lambda row, _asked: row[1].phones, NUMBER),
        Column(phrase("Incomplete"), lambda row, _asked: row[1].incomplete, NUMBER),
    )
    return table_of(request, phrase("Receptions by person"), columns, rows)


def period_of(request: StaffRequest) -> tuple[date, date]:
    """Read the period a report is about; the last thirty days unless said otherwise."""
    today = day_of(request.at)
    from_on = date_of(request.GET.get("from", ""), today - timedelta(days=USUAL))
    to_on = date_of(request.GET.get("to", ""), today)
    return min(from_on, to_on), max(from_on, to_on)


def date_of(text: str, otherwise: date) -> date:
    """Read a date a form sent."""
    return day_or_none(text) or otherwise


def period_facts(request: StaffRequest) -> dict[str, Any]:
    """Return what the form of the period shows."""
    from_on, to_on = period_of(request)
    today = day_of(request.at)
    links = [
        (label, today - timedelta(days=days), from_on == today - timedelta(days=days))
        for _name, label, days in PERIODS
    ]
    return {"from_on": from_on, "to_on": to_on, "today": today, "periods": links}
