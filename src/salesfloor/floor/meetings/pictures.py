"""What of an agenda the projector draws: claims beside results, members of a team, reasons (4.1.1, 4.1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.periods import read_period
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.floor.meetings import claimed
from salesfloor.web.charts import Chart, Series
from salesfloor.web.pictures import Picture

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from salesfloor.floor.meetings.agenda import Entry
    from salesfloor.kernel.people import api as people


def chart_of(entry: Entry, names: Mapping[str, str]) -> Chart | None:
    """Return the chart of an item, for people in the order of the item; None where it has no figures."""
    if entry["kind"] == "team_report" and entry.get("members"):
        labels = [names.get(one["who"], one["who"]) for one in entry["members"]]
        figures = [float(one["result"]) for one in entry["members"]]
        series = [Series(phrase("Result"), figures, "accent")]
        return Chart(phrase("The team reports"), labels, series, kind="bars", has_table=False)
    return None


def claims(entry: Entry, names: Mapping[str, str], site: people.Site, at: datetime) -> Picture:
    """Return claims beside results, people by team and code; what the house has not counted yet is hatched."""
    period = read_period(entry["period"])
    unsure = claimed.provisional_of(site, period, at)
    teams = claimed.team_names(site, [one["who"] for one in entry["rows"]], at)
    rows = sorted(entry["rows"], key=lambda one: (teams[one["who"]], one["who"]))
    not_counted = [min(float(one["result"]), unsure.get(one["who"], 0.0)) for one in rows]
    counted = [
        round(float(one["result"]) - unsure_, 2)
        for one, unsure_ in zip(rows, not_counted, strict=True)
    ]
    series = [
        Series(phrase("Counted by the house"), counted, "accent"),
        Series(phrase("Not counted yet"), not_counted, "accent-line", look="hatched"),
        Series(phrase("Claimed"), [float(one["claimed"]) for one in rows], "ink", look="tick"),
        Series(
            phrase("Target"), [_number(one["target"]) for one in rows], "bad", look="short_tick"
        ),
    ]
    title = phrase("What was claimed, and what came of it")
    chart = Chart(
        title,
        [names.get(one["who"], one["who"]) for one in rows],
        series if any(not_counted) else [series[0], *series[2:]],
        kind="bullets",
        notes=[f"{one['result']} / {one['claimed']}" for one in rows],
    )
    return Picture("claims", claimed.CLAUSE, title, reached(entry) or title, [chart])


def _number(value: float | str | None) -> float | None:
    return None if value is None else float(value)


def reached(entry: Entry) -> Phrase | None:
    """Return how many reached what they claimed, as a sentence above the chart."""
    rows = entry.get("rows") if entry["kind"] == "targets" else None
    if not rows:
        return None
    count = sum(float(one["result"]) >= float(one["claimed"]) for one in rows)
    return phrase("{reached} of {all} reached what they claimed", reached=count, all=len(rows))
