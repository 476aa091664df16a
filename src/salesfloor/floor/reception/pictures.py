"""When customers come and who is there then, hour by hour of the week (7.1.12)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import phrase
from salesfloor.base.weekdays import Weekday
from salesfloor.floor.reception.queries.hours import hours_of_week
from salesfloor.web.charts import Chart, Series
from salesfloor.web.pictures import Picture

if TYPE_CHECKING:
    from datetime import date

    from salesfloor.floor.reception.queries.hours import HoursOfWeek

WEEKS: Final = 4
_CLAUSE: Final = "7.1.12"


def hours_picture(site_id: int, today: date) -> Picture:
    """Return the last four weeks: shade by arrivals, in each field how many people were present."""
    found = hours_of_week(site_id, today - timedelta(days=7 * WEEKS - 1), today)
    title = phrase("When customers come, and who is there")
    if not found.arrivals:
        none = phrase("Nobody came in {weeks} weeks.", weeks=WEEKS)
        return Picture("hours", _CLAUSE, title, none)
    series = [
        Series(
            weekday.label,
            [round(found.arrivals.get((place, hour), 0), 1) for hour in found.hours],
            marks=[_people(found, place, hour) for hour in found.hours],
        )
        for place, weekday in enumerate(Weekday)
    ]
    chart = Chart(title, [f"{hour}:00" for hour in found.hours], series, kind="heat")
    busiest = max(found.arrivals, key=lambda one: (found.arrivals[one], one))
    says = phrase(
        "Most come on {weekday} at {hour}:00: {arrivals} a day, {people} people present.",
        weekday=list(Weekday)[busiest[0]].label,
        hour=busiest[1],
        arrivals=f"{found.arrivals[busiest]:.1f}",
        people=_people(found, *busiest) or "0",
    )
    return Picture("hours", _CLAUSE, title, says, [chart])


def _people(found: HoursOfWeek, weekday: int, hour: int) -> str:
    present = found.present.get((weekday, hour), 0)
    return f"{round(present, 1):g}" if present else ""
