"""Reports of the floor: where customers come from, how fast they are greeted, by whom."""

from __future__ import annotations

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
from salesfloor.web.pages import give, may, page, toasted

if TYPE_CHECKING:
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
    most = max((row.customers for row in rows), default=1)
    context = {
        "by": by,
        "rows": [(row, row.customers * 100 // most) for row in rows],
        "total": sum(row.customers for row in rows),
        "deals": sum(row.deals for row in rows),
        "phones": sum(row.phones for row in rows),
        "unknown": sum(row.customers for row in rows if not row.source),
    }
    if by == "medium":
        context |= _costs(request, site_id, rows)
    return render(request, "reception/sources.html", context | _period(request))


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
    context = {
        "table": table,
        "target": target,
        "total": table.total(),
        "hours": [(hour, table.of_hour(hour)) for hour in table.hours],
        "rows": [
            {
                "name": seen.names.of(person),
                "total": table.of_person(person),
                "cells": [heat(table.cells.get((person, hour)), target) for hour in table.hours],
            }
            for person in table.persons
        ],
        "persons": [
            (seen.names.of(row.staff_id), row) for row in reports.by_person(site_id, from_on, to_on)
        ],
    }
    return render(request, "reception/greeting.html", context | _period(request))


def heat(cell: reports.Greeting | None, target: int) -> tuple[reports.Greeting | None, int]:
    """Return a cell with how warm it is drawn: 0 nothing, 1 in time, up to 4 far too slow."""
    if cell is None or not cell.count:
        return None, 0
    return cell, 1 + sum(cell.average > target * times for times in (1, 2, 4))


def period_of(request: StaffRequest) -> tuple[date, date]:
    """Read the period a report is about; the last thirty days unless said otherwise."""
    today = day_of(request.at)
    from_on = date_of(request.GET.get("from", ""), today - timedelta(days=USUAL))
    to_on = date_of(request.GET.get("to", ""), today)
    return min(from_on, to_on), max(from_on, to_on)


def date_of(text: str, otherwise: date) -> date:
    """Read a date a form sent."""
    return day_or_none(text) or otherwise


def _period(request: StaffRequest) -> dict[str, Any]:
    from_on, to_on = period_of(request)
    today = day_of(request.at)
    links = [
        (label, today - timedelta(days=days), from_on == today - timedelta(days=days))
        for _name, label, days in PERIODS
    ]
    return {"from_on": from_on, "to_on": to_on, "today": today, "periods": links}
