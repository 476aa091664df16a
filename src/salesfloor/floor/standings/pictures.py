"""Teams by their total beside teams per head: where the order changes is seen (4.1.4)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from salesfloor.base.phrases import Phrase, listed, phrase
from salesfloor.base.shares import answered
from salesfloor.floor.results import api as results
from salesfloor.floor.standings.ranking import Standings
from salesfloor.web.charts import Chart, Series
from salesfloor.web.pictures import Picture

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.periods import Period
    from salesfloor.kernel.people import api as people

_FEWEST = 2


def order_of_teams(
    site: people.Site, period: Period, measure: results.Measure, at: datetime
) -> Picture:
    """Return the picture of a period; without a chart where fewer than two teams have people."""
    places = sorted(Standings(site, period, measure, at).teams(), key=lambda one: one.name)
    shown = [one for one in places if one.per_head is not None]
    title = phrase("Teams by total and per head")
    if len(shown) < _FEWEST:
        return Picture("standings", "4.1.4", title, phrase("There is one team only, or none yet."))
    total = [float(results.as_answer(one.result, measure)) for one in shown]
    money = 100 if measure is results.Measure.AMOUNT else 1
    heads = [float(answered((one.per_head or Fraction()) / money, 2) or 0) for one in shown]
    names = [one.name for one in shown]
    chart = Chart(
        title,
        names,
        [Series(phrase("Total"), total), Series(phrase("Per head"), heads)],
        kind="joined",
    )
    return Picture("standings", "4.1.4", title, _says(names, total, heads), [chart])


def _says(names: list[str], total: list[float], heads: list[float]) -> Phrase:
    """Return which teams stand elsewhere per head than by their total."""
    moved = [name for place, name in enumerate(names) if _rank(total, place) != _rank(heads, place)]
    if not moved:
        return phrase("The order is the same per head as by total.")
    return phrase("Per head the order is another: {teams}.", teams=listed(moved))


def _rank(values: list[float], place: int) -> int:
    return sum(one > values[place] for one in values)
