"""Leave and telephone duty two weeks on, as a table that everybody may see (7.1.1, 7.1.12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import listed, phrase
from salesfloor.base.posts import Post
from salesfloor.floor.roster.calendar import DAYS, days_from, states_of
from salesfloor.kernel.people import api as people
from salesfloor.web.charts import Chart, Series
from salesfloor.web.dates import short_day
from salesfloor.web.language import said
from salesfloor.web.pictures import Picture

if TYPE_CHECKING:
    from datetime import datetime

_CLAUSE: Final = "7.1.12"
_MARKS: Final = {
    "leave": phrase("leave"),
    "part": phrase("part leave"),
    "rest": phrase("off"),
}
_DUTY: Final = phrase("has duty")
_SHOWN: Final = (Post.LEAD, Post.SALESPERSON)


def two_weeks(site: people.Site, at: datetime) -> Picture:
    """Return who is on leave and who has duty, people by team and code; leave only asked for is not shown."""
    today = day_of(at)
    days = days_from(site, today, today)
    here = people.working_at(site.pk, at).filter(post__in=_SHOWN).order_by("team__name", "code")
    crew = [one for one in here if one.joined_at <= at]
    cells = states_of(site, [one.pk for one in crew], days)
    title = phrase("Leave and duty, two weeks on")
    if not crew:
        return Picture("leave", _CLAUSE, title, phrase("Nobody works here yet."))
    series = []
    for person in crew:
        own = [cells[person.pk, day.on] for day in days]
        marks = [
            " ".join(
                said(word)
                for word in (_MARKS.get(cell.state), _DUTY if cell.has_duty else None)
                if word is not None
            )
            for cell in own
        ]
        series.append(Series(person.name, [None] * len(days), marks=marks))
    uncovered = frozenset(place for place, day in enumerate(days) if day.is_uncovered)
    chart = Chart(
        title,
        [short_day(day.on) for day in days],
        series,
        kind="days",
        framed=uncovered,
        has_table=False,
    )
    open_days = [short_day(day.on) for day in days if day.is_uncovered]
    says = (
        phrase("Nobody is expected on {days}.", days=listed(open_days))
        if open_days
        else phrase("Somebody is expected on each of the next {days} days.", days=DAYS)
    )
    return Picture("leave", _CLAUSE, title, says, [chart])
