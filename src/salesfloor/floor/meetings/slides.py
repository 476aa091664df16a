"""Pictures of a weekly meeting, one message each: how far, where files are, forecasts, reasons, methods (4.1.1).

Of the house and its teams; nothing tells who is behind, was warned or answered late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of
from salesfloor.base.periods import PeriodKind, containing
from salesfloor.base.phrases import Phrase, listed, phrase
from salesfloor.base.shares import answered
from salesfloor.base.trades import WITH_ROTATION, Trade
from salesfloor.floor.closing import api as closing
from salesfloor.floor.meetings import agenda, claimed
from salesfloor.floor.playbook import api as playbook
from salesfloor.floor.reception import api as reception
from salesfloor.floor.results import api as results
from salesfloor.floor.roster import api as roster
from salesfloor.floor.standings import api as standings
from salesfloor.floor.targets import api as targets
from salesfloor.kernel.people import api as people
from salesfloor.web.charts import Chart, Series
from salesfloor.web.dates import short_day
from salesfloor.web.pictures import Picture

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.floor.meetings.agenda import Entry
    from salesfloor.floor.meetings.models import Meeting

_RISEN_MOST = 3


def slides(row: Meeting, at: datetime) -> list[Picture]:
    """Return the pictures of a weekly meeting in their order; one without figures says so."""
    site = people.Site.objects.get(pk=row.site_id)
    measure = claimed.measure_of(site.pk, at)
    month = containing(day_of(min(at, row.starts_at)), PeriodKind.MONTH)
    of_claims = [targets.period_so_far(site, month, measure, at)]
    of_claims.append(standings.order_of_teams(site, month, measure, at))
    of_claims += [where_files_are(site, at), forecasts(site, at)]
    of_hours = [reception.hours_picture(site.pk, day_of(at))]
    return [
        *(of_claims if Trade(site.trade) in results.FLOORS else []),
        why_not(row),
        playbook.methods(site.pk, at),
        issues(row),
        *(of_hours if Trade(site.trade) in WITH_ROTATION else []),
        roster.two_weeks(site, at),
    ]


PLACES: Final = {
    "month": "no_deal",
    "standings": "no_deal",
    "files": "no_deal",
    "forecasts": "no_deal",
    "objections": "issue",
    "issues": "issue",
    "hours": "claims",
    "leave": "claims",
}
"""Before which kind of item a picture stands; where there is none, before the next kind of the agenda."""
_ORDER: Final = ("targets", "team_report", "no_deal", "cards", "issue", "item", "claims")


def with_slides(entries: list[Entry], found: list[Picture]) -> list[Entry]:
    """Return the items of an agenda with the pictures that have something to show between them."""
    drawn = [one for one in found if one.charts]
    own = {one.name: one for one in drawn}
    left = [one for one in drawn if one.name in PLACES]
    shown: list[Entry] = []
    for entry in entries:
        for one in left[:]:
            if _ORDER.index(PLACES[one.name]) <= _ORDER.index(entry["kind"]):
                shown.append(_entry(one))
                left.remove(one)
        is_why = entry["kind"] == agenda.NO_DEAL and "why_not" in own
        shown.append({**entry, "picture": own["why_not"]} if is_why else entry)
    return [*shown, *map(_entry, left)]


def _entry(picture: Picture) -> Entry:
    return {
        "kind": "picture",
        "clause": picture.clause,
        "head": picture.title,
        "picture": picture,
    }


def where_files_are(site: people.Site, at: datetime) -> Picture:
    """Return where the applications are: one bar a team, open ones by how long they have been (4.2.2)."""
    title = phrase("Where the files are")
    since = day_of(at).replace(day=1)
    rows = results.files_of_teams(site.pk, since, at)
    shown = [one for one in rows if one.complete or one.withdrawn or sum(one.open)]
    if not shown:
        none = phrase("No application is entered one by one here.")
        return Picture("files", "4.2.2.1", title, none)
    ages = [[one.open[place] for one in shown] for place in range(len(results.AGES) + 1)]
    series = [
        Series(phrase("Complete this month"), [one.complete for one in shown], "good"),
        Series(phrase("Open 0 to 2 days"), ages[0], "accent-soft"),
        Series(phrase("Open 3 to 7 days"), ages[1], "accent-line", look="dotted"),
        Series(phrase("Open 8 to 14 days"), ages[2], "warn", look="hatched"),
        Series(phrase("Open longer"), ages[3], "bad"),
        Series(phrase("Withdrawn this month"), [one.withdrawn for one in shown], look="outline"),
        Series(phrase("Entered this month"), [one.entered for one in shown], is_drawn=False),
        Series(phrase("Oldest, in days"), [one.oldest for one in shown], is_drawn=False),
    ]
    names = people.team_names_of(site.pk)
    chart = Chart(title, [names[one.team_id] for one in shown], series, "bars", is_stacked=True)
    waiting = sum(sum(one.open) for one in shown)
    oldest = max((one.oldest for one in shown if one.oldest is not None), default=None)
    says = (
        phrase("No file is open.")
        if oldest is None
        else phrase("{count} files are open; the oldest: {days} days.", count=waiting, days=oldest)
    )
    return Picture("files", "4.2.2.1", title, says, [chart])


def forecasts(site: people.Site, at: datetime) -> Picture:
    """Return forecast against result, a chart a team, over the last ten working days (4.1.3)."""
    title = phrase("Forecast against result")
    rows = closing.forecasts_of_teams(site, at)
    if not rows:
        return Picture("forecasts", "4.1.3", title, phrase("No day has been forecast yet."))
    charts = [
        Chart(
            Phrase("{team}", {"team": one.team}),
            [short_day(day) for day in one.days],
            [
                Series(phrase("Result"), [answered(value, 2) for value in one.result], "accent"),
                Series(phrase("Forecast"), list(one.forecast), "note", look="dashed"),
            ],
            kind="lines",
        )
        for one in rows
    ]
    return Picture("forecasts", "4.1.3", title, listed_biases(rows), charts)


def listed_biases(rows: list[closing.ForecastsOfTeam]) -> Phrase:
    """Return how far off each team's forecasts are, in words."""
    return phrase("{teams}.", teams=listed(_bias(one) for one in rows))


def _bias(row: closing.ForecastsOfTeam) -> Phrase:
    by = answered(abs(row.bias), 1) if row.bias is not None else None
    if not by or row.bias is None:
        return phrase("{team} forecasts about right", team=row.team)
    if row.bias < 0:
        return phrase("{team} forecasts {by} a day too much", team=row.team, by=f"{by:g}")
    return phrase("{team} forecasts {by} a day too little", team=row.team, by=f"{by:g}")


def why_not(row: Meeting) -> Picture:
    """Return why customers did not buy, the week before beside the one before that (9.5.2.2)."""
    week = agenda.week_before(row)
    now, before = agenda.kinds_of(row.site_id, week), agenda.kinds_of(row.site_id, week.previous())
    title = phrase("Why customers did not buy, two weeks")
    kinds = sorted({*now, *before}, key=lambda one: (-now.get(one, 0), -before.get(one, 0), one))
    if not kinds:
        return Picture("why_not", "9.5.2.2", title, phrase("No reason was picked in two weeks."))
    words = reception.NoDealReason.labels()
    rises = {one: now.get(one, 0) - before.get(one, 0) for one in kinds}
    chart = Chart(
        title,
        [words[one] for one in kinds],
        [
            Series(phrase("Last week"), [now.get(one, 0) for one in kinds], "warn"),
            Series(phrase("The week before"), [before.get(one, 0) for one in kinds], "soft"),
        ],
        kind="bars",
        notes=[_arrow(rises[one]) for one in kinds],
    )
    risen = sorted((one for one in kinds if rises[one] > 0), key=lambda one: (-rises[one], one))
    says = (
        phrase("Rose most: {reasons}.", reasons=listed(words[one] for one in risen[:_RISEN_MOST]))
        if risen
        else phrase("No reason rose.")
    )
    return Picture("why_not", "9.5.2.2", title, says, [chart])


def _arrow(rise: int) -> str:
    return f"↑ {rise}" if rise > 0 else f"↓ {-rise}" if rise < 0 else "→"


def issues(row: Meeting) -> Picture:
    """Return the problems still open, the oldest first, a square for each meeting survived (3.6.1.2)."""
    title = phrase("Problems still open")
    rows = agenda.issues(row)
    if not rows:
        none = phrase("No problem of an earlier meeting is open.")
        return Picture("issues", "3.6.1.2", title, none)
    survived = [one["survived"] for one in rows]
    chart = Chart(
        title,
        [one["words"] for one in rows],
        [Series(phrase("Meetings survived"), survived)],
        kind="squares",
    )
    says = phrase(
        "{count} problems are open; the oldest has survived {meetings} meetings.",
        count=len(rows),
        meetings=max(survived),
    )
    return Picture("issues", "3.6.1.2", title, says, [chart])
