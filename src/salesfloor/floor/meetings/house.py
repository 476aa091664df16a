"""Pictures for those who run a house, never for the projector: answers, appeals, observations, cards (4.2.1.3, 7.1.14)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.shortcuts import render
from django.urls import reverse

from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.floor.playbook import api as playbook
from salesfloor.floor.pulse import api as pulse
from salesfloor.kernel.conduct import api as conduct
from salesfloor.kernel.registers import api as registers
from salesfloor.web.charts import Chart, Series
from salesfloor.web.dates import short_day
from salesfloor.web.directory import names_of
from salesfloor.web.pages import page
from salesfloor.web.pictures import Picture, sheet_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest

LOOKS_BACK: Final = timedelta(days=180)
"""How far back appeals and observations are looked at: as long as points count."""


@page(may=MANAGERS, methods=["GET"])
def house(request: StaffRequest) -> HttpResponse:
    """Show whether answers come in time, rulings are fair, nobody is hunted, and cards help."""
    site_id = registers.site_of(request.actor)
    found = [
        in_time(site_id, request.at),
        appeals(site_id, request.at),
        observations(site_id, request.at),
        playbook.cards_and_deals(site_id, request.at),
    ]
    sheet = sheet_of(request, found)
    shown = {"pictures": found, "sheets": reverse("meetings:house")}
    return sheet or render(request, "meetings/house.html", shown)


def in_time(site_id: int, at: datetime) -> Picture:
    """Return the share of evening answers in time, by team over eight weeks (4.2.1)."""
    title = phrase("Evening answers in time, in per cent")
    rows = pulse.answers_in_time(site_id, day_of(at))
    if not rows:
        return Picture("in_time", "4.2.1.3", title, phrase("No evening round has closed yet."))
    chart = Chart(
        title,
        [short_day(one) for one in pulse.mondays(day_of(at))],
        [
            Series(
                one.team, [None if share is None else round(100 * share) for share in one.shares]
            )
            for one in rows
        ],
        kind="lines",
    )
    says = phrase("Weeks by their Mondays; a day off counts for nobody.")
    return Picture("in_time", "4.2.1.3", title, says, [chart])


def appeals(site_id: int, at: datetime) -> Picture:
    """Return appeals by clause, how many were waived, and how long a ruling took (7.1.14)."""
    title = phrase("Appeals by clause")
    rows = conduct.appeals_by_clause(site_id, at - LOOKS_BACK, at)
    if not rows:
        none = phrase("Nobody has appealed in {days} days.", days=LOOKS_BACK.days)
        return Picture("appeals", "7.1.14", title, none)
    chart = Chart(
        title,
        [one.clause for one in rows],
        [
            Series(phrase("Waived"), [one.waived for one in rows], "good"),
            Series(
                phrase("Stood"), [one.ruled - one.waived for one in rows], "warn", look="hatched"
            ),
            Series(
                phrase("Not ruled on yet"),
                [one.appeals - one.ruled for one in rows],
                look="outline",
            ),
            Series(
                phrase("Days to the ruling, median"), [one.days for one in rows], is_drawn=False
            ),
        ],
        kind="bars",
        is_stacked=True,
    )
    waived, ruled = sum(one.waived for one in rows), sum(one.ruled for one in rows)
    slowest = max((one.days for one in rows if one.days is not None), default=None)
    says = (
        phrase("None has been ruled on yet.")
        if slowest is None
        else phrase(
            "{waived} of {ruled} rulings waived the record; the slowest clause takes {days} days.",
            waived=waived,
            ruled=ruled,
            days=f"{slowest:g}",
        )
    )
    return Picture("appeals", "7.1.14", title, says, [chart])


def observations(site_id: int, at: datetime) -> Picture:
    """Return observations by who noted them, and what of them was taken back or waived (3.6.2.1)."""
    title = phrase("Observations by who noted them")
    rows = conduct.observations_by(site_id, at - LOOKS_BACK, at)
    if not rows:
        none = phrase("Nobody has noted anything in {days} days.", days=LOOKS_BACK.days)
        return Picture("observations", "3.6.2.1", title, none)
    names = names_of(one.by for one in rows)
    chart = Chart(
        title,
        [names.get(one.by, one.by) for one in rows],
        [
            Series(phrase("Stand"), [one.noted - one.gone for one in rows], "accent"),
            Series(
                phrase("Taken back or waived"), [one.gone for one in rows], "warn", look="hatched"
            ),
        ],
        kind="bars",
        is_stacked=True,
        notes=[f"{round(100 * one.gone / one.noted)} %" for one in rows],
    )
    gone, noted = sum(one.gone for one in rows), sum(one.noted for one in rows)
    says = phrase(
        "{gone} of {noted} were taken back or waived; at the right the share of each.",
        gone=gone,
        noted=noted,
    )
    return Picture("observations", "3.6.2.1", title, says, [chart])
