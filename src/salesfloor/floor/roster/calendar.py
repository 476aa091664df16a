"""Leave, rest and duty over two weeks, people as rows; days without anybody are framed (7.1.1, 7.1.12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from django.shortcuts import render

from salesfloor.base.china_time import day_of, end_of, start_of
from salesfloor.base.dates import day_or_none
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.base.trades import WITH_ROTATION, Trade
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people
from salesfloor.web.pages import page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.base.phrases import Phrase
    from salesfloor.web.requests import StaffRequest

MEMBERS: Final = ANYONE - {Post.OPERATOR}
DAYS: Final = 14
FARTHEST: Final = timedelta(days=365)
_STATES: Final = {
    "leave": phrase("on leave"),
    "part": phrase("on leave for a part of the day"),
    "asked": phrase("leave asked for"),
    "rest": phrase("day off"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A person's day: how it stands, and whether the telephone is theirs."""

    state: str
    word: Phrase | None
    has_duty: bool
    leave: int | None


@dataclass(frozen=True, slots=True)
class Day:
    """A day at the top of the calendar."""

    on: date
    is_today: bool
    is_working: bool
    is_uncovered: bool


@page(may=MEMBERS, methods=["GET"])
def calendar(request: StaffRequest) -> HttpResponse:
    """Show two weeks of the people whose leave one sees."""
    today = day_of(request.at)
    asked = day_or_none(request.GET.get("from")) or today
    first = asked if abs(asked - today) < FARTHEST else today
    site = people.Site.objects.get(pk=request.actor.site_id or 0)
    days = days_from(site, first, today)
    seen = people.seen_by(request.actor).values("pk")
    crew = people.working_at(site.pk, request.at).filter(pk__in=seen).order_by("team_id", "code")
    cells = states_of(site, [one.pk for one in crew], days)
    rows = [(one.name, [cells[one.pk, day.on] for day in days]) for one in crew]
    context = {
        "days": days,
        "rows": rows,
        "by_day": [
            (day, [(name, row[place]) for name, row in rows if is_told(row[place])])
            for place, day in enumerate(days)
        ],
        "states": _STATES,
        "is_later": first > today,
        "earlier": first - timedelta(days=DAYS),
        "later": first + timedelta(days=DAYS),
    }
    return render(request, "roster/calendar.html", context)


def days_from(site: people.Site, first: date, today: date) -> list[Day]:
    """Return the days of two weeks from the first on."""
    dates = [first + timedelta(days=number) for number in range(DAYS)]
    working = set(leave.working_days(site.pk, dates[0], dates[-1]))
    return [
        Day(on, on == today, on in working, on in working and _is_uncovered(site, on))
        for on in dates
    ]


def is_told(cell: Cell) -> bool:
    """Tell whether a list of days names it: duty and leave, not a day off."""
    return cell.has_duty or cell.state not in {"", "rest"}


def _is_uncovered(site: people.Site, on: date) -> bool:
    """Tell whether no salesperson of a rotation is expected on a day."""
    if Trade(site.trade) not in WITH_ROTATION:
        return False
    return all(one.post != Post.SALESPERSON for one in leave.expected(site, on))


def states_of(site: people.Site, crew: list[int], days: list[Day]) -> dict[tuple[int, date], Cell]:
    """Return how each day of each person stands."""
    first, last = days[0].on, days[-1].on
    duty = reception.Duty.objects.filter(site_id=site.pk, on__range=(first, last))
    on_duty = set(duty.values_list("staff_id", "on"))
    rows = leave.Leave.objects.filter(
        staff_id__in=crew,
        status__in=("asked", "granted", "ended"),
        from_at__lt=end_of(last),
        until_at__gt=start_of(first),
    ).order_by("status", "number")
    found: dict[tuple[int, date], Cell] = {}
    for day in days:
        opens, closes = leave.hours_of(site, day.on)
        for staff_id in crew:
            state, number = "" if day.is_working else "rest", None
            for row in rows:
                if row.staff_id != staff_id or row.until_at <= opens or row.from_at >= closes:
                    continue
                is_whole = row.from_at <= opens and row.until_at >= closes
                state = "asked" if row.status == "asked" else "leave" if is_whole else "part"
                number = row.number
            has_duty = (staff_id, day.on) in on_duty
            found[staff_id, day.on] = Cell(state, _STATES.get(state), has_duty, number)
    return found
