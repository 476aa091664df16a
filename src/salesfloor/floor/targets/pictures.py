"""How far a site has come in a period, as a picture for the meeting and the page of progress (4.5.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.floor.results import api as results
from salesfloor.floor.targets.month import SoFar, so_far
from salesfloor.floor.targets.values import shown
from salesfloor.web.charts import Chart, Series
from salesfloor.web.dates import short_day
from salesfloor.web.pictures import Picture

if TYPE_CHECKING:
    from datetime import datetime
    from fractions import Fraction

    from salesfloor.base.periods import Period
    from salesfloor.kernel.people import api as people

CLAUSE = "4.5.3"


def period_so_far(
    site: people.Site, period: Period, measure: results.Measure, at: datetime
) -> Picture:
    """Return the picture of a period: steps over its working days, the line expected, the end forecast."""
    found = so_far(site, period, measure, at)
    title = phrase("{period} so far", period=str(period))
    if not found.days or not any(one is not None for one in found.reached):
        return Picture(
            "month", CLAUSE, title, phrase("No working day of this period has begun yet.")
        )
    ends = [None] * (len(found.days) - 1)
    series = [
        Series(
            phrase("Result so far"),
            [_figure(one, measure) for one in found.reached],
            "accent",
            look="steps",
        )
    ]
    if found.expected:
        expected = [_figure(one, measure) for one in found.expected]
        series.append(Series(phrase("Expected by then"), expected, "note", look="dashed"))
    if found.forecast is not None:
        end = _whole(found.forecast, measure)
        series.append(Series(phrase("Forecast of the end"), [*ends, end], "warn", look="point"))
    chart = Chart(title, [short_day(one) for one in found.days], series, kind="lines")
    return Picture("month", CLAUSE, title, _says(found, measure), [chart])


def _says(found: SoFar, measure: results.Measure) -> Phrase:
    so_far_ = [one for one in found.reached if one is not None][-1]
    facts = {
        "result": results.as_answer(so_far_, measure),
        "forecast": "—" if found.forecast is None else shown(found.forecast, measure),
        "target": shown(found.target, measure),
        "asked": shown(found.asked, measure),
    }
    if found.target is None:
        return phrase("{result} so far; at this pace {forecast} at the end.", **facts)
    if found.asked != found.target:
        return phrase(
            "{result} so far; at this pace {forecast} at the end, of {target}: "
            "{asked} asked, less the days of leave.",
            **facts,
        )
    return phrase("{result} so far; at this pace {forecast} at the end, of {target}.", **facts)


def _figure(value: Fraction | None, measure: results.Measure) -> float | None:
    return None if value is None else float(results.as_answer(value, measure))


def _whole(value: Fraction, measure: results.Measure) -> float:
    return float(shown(value, measure) or 0)
