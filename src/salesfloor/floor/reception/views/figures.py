"""The floor in figures: by hour and source, per person, team and site, with charts and spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from django.shortcuts import render

from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import phrase
from salesfloor.floor.reception import permissions
from salesfloor.floor.reception.choices import NoDealReason
from salesfloor.floor.reception.queries import figures as queries
from salesfloor.floor.reception.queries import weeks
from salesfloor.floor.reception.queries.reports import why_no_deal
from salesfloor.floor.reception.views import weeks as by_week
from salesfloor.floor.reception.views.reports import period_facts, period_of, query_of
from salesfloor.kernel.registers import api as registers
from salesfloor.web.charts import Chart, Series
from salesfloor.web.lists import NUMBER, Column
from salesfloor.web.lists.exporting import WAYS, table_of
from salesfloor.web.pages import page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.floor.reception.queries.figures import Per, Row
    from salesfloor.web.requests import StaffRequest

PER: Final = {
    "person": phrase("By person"),
    "team": phrase("By team"),
    "site": phrase("The whole site"),
}
SOURCES: Final = {
    "walk_in": phrase("Walked in"),
    "phone": phrase("By telephone"),
    "referral": phrase("By a referral"),
}
_COLUMNS: Final = {
    "visits": phrase("Visits"),
    "calls": phrase("Calls"),
    "phones": phrase("Phones left"),
    "courtesy_given": phrase("Courtesy given"),
    "courtesy_received": phrase("Courtesy received"),
    "contacts": phrase("Contacts"),
    "reached": phrase("Reached"),
    "planned": phrase("Planned"),
    "kept": phrase("In time"),
    "lapses": phrase("Lapsed"),
    "turns_lost": phrase("Turns lost"),
}


@page(may=permissions.REPORTS, methods=["GET"])
def figures(request: StaffRequest) -> HttpResponse:
    """Show what the floor did in a period, with charts, a table and spreadsheets of it."""
    site_id = registers.site_of(request.actor)
    from_on, to_on = period_of(request)
    wanted = request.GET.get("per", "")
    per = cast("Per", wanted if wanted in PER else "person")
    rows = queries.figures(site_id, from_on, to_on, per=per, today=day_of(request.at))
    in_time = weeks.weeks(site_id, from_on, to_on, per=per, today=day_of(request.at))
    if request.GET.get("as") in WAYS and request.GET.get("table") == "weeks":
        return table_of(request, by_week.TITLE, by_week.COLUMNS, in_time.rows)
    if request.GET.get("as") in WAYS:
        return table_of(request, phrase("The floor in figures"), _columns(), rows)
    hours = queries.by_hour(site_id, from_on, to_on)
    sources = queries.by_source(site_id, from_on, to_on)
    facts: dict[str, Any] = {
        "per": per,
        "pers": PER.items(),
        "rows": rows,
        "columns": _COLUMNS.values(),
        "cells": [(row, [getattr(row.figures, name) for name in _COLUMNS]) for row in rows],
        "hours": _hours_chart(hours),
        "sources": _sources_chart(sources),
        "phones": _phones_chart(rows),
        "weeks": by_week.chart_of(in_time, of_site=per == "site"),
        "no_deal": _no_deal_chart(why_no_deal(site_id, from_on, to_on)),
        "busiest": max(hours, key=lambda hour: sum(hours[hour]), default=None),
        "total": sum((row.figures for row in rows), queries.Figures()),
        "query": query_of(request),
    }
    return render(request, "reception/figures.html", facts | period_facts(request))


@page(may=permissions.OWN_FIGURES, methods=["GET"])
def own(request: StaffRequest) -> HttpResponse:
    """Show a salesperson the own figures beside the house's rates; never a colleague's."""
    period = period_of(request)
    asked = (registers.site_of(request.actor), request.actor.staff_id or 0, *period)
    today = day_of(request.at)
    mine, house = queries.own_figures(*asked, today=today)
    facts = {
        "mine": mine,
        "house": house,
        "rows": [(label, getattr(mine, name)) for name, label in _COLUMNS.items()],
        "chart": _own_chart(mine, house),
        "weeks": by_week.own_chart_of(weeks.own_weeks(*asked, today=today)),
    }
    return render(request, "reception/own_figures.html", facts | period_facts(request))


def _own_chart(mine: queries.Figures, house: queries.Figures) -> Chart:
    def rates(one: queries.Figures) -> list[int | None]:
        told = (one.phone_rate, one.in_time)
        return [None if rate is None else round(100 * rate) for rate in told]

    series = [
        Series(phrase("Mine"), rates(mine), "accent"),
        Series(phrase("The whole site"), rates(house), "note"),
    ]
    labels = [phrase("Left a phone"), phrase("Contacts in time")]
    return Chart(phrase("My rates beside the house's, in per cent"), labels, series, kind="bars")


def _columns() -> list[Column]:
    def figure(name: str) -> Column:
        return Column(_COLUMNS[name], lambda row, _asked: getattr(row.figures, name), NUMBER)

    name = Column(phrase("Name"), lambda row, _asked: row.name or PER["site"])
    return [name, *(figure(one) for one in _COLUMNS)]


def _hours_chart(hours: dict[int, tuple[int, int]]) -> Chart:
    series = [
        Series(phrase("Visits"), [visits for visits, _ in hours.values()], "accent"),
        Series(phrase("Calls"), [calls for _, calls in hours.values()], "note"),
    ]
    labels = [f"{hour}:00" for hour in hours]
    return Chart(phrase("Visits and calls by hour"), labels, series, is_stacked=True)


def _sources_chart(sources: dict[str, tuple[int, int]]) -> Chart:
    told = [(SOURCES[name], *sources.get(name, (0, 0))) for name in SOURCES]
    series = [
        Series(phrase("Customers"), [count for _, count, _ in told], "accent"),
        Series(phrase("Phones left"), [phones for _, _, phones in told], "note"),
    ]
    return Chart(phrase("How they came"), [label for label, _, _ in told], series, kind="bars")


def _phones_chart(rows: list[Row]) -> Chart:
    rates = [
        None if row.figures.phone_rate is None else round(100 * row.figures.phone_rate)
        for row in rows
    ]
    labels = [row.name or PER["site"] for row in rows]
    series = [Series(phrase("Left a phone, in per cent"), rates, "good")]
    return Chart(phrase("Left a phone, in per cent"), labels, series, kind="bars")


def _no_deal_chart(counted: list[tuple[str, int]]) -> Chart | None:
    if not counted:
        return None
    series = [Series(phrase("Customers"), [count for _, count in counted], "warn")]
    labels = [NoDealReason(kind).label for kind, _ in counted]
    return Chart(phrase("Why customers did not buy"), labels, series, kind="bars")
