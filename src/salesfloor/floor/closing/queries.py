"""How well somebody forecasts (4.1.3)."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label, Reference
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.base.shares import answered
from salesfloor.base.texts import Code
from salesfloor.floor.closing.models import Close
from salesfloor.floor.closing.rules import mean
from salesfloor.floor.results import api as results
from salesfloor.kernel.people import api as people

LONGEST = 400


class ForecastAccuracy(Answer):
    """How many forecasts were put to the test, their mean error, and the mean of its size."""

    n: int
    bias: float | None
    mean_error: float | None


@question(
    "forecast_accuracy",
    may=results.MEMBERS,
    word=phrase("How well the forecasts were"),
    clauses=("4.1.3",),
    trades=results.FLOORS,
)
def forecast_accuracy(
    *,
    actor: StaffActor,
    at: datetime,
    who: Annotated[Code, Label("Who"), Reference("person")] | None = None,
    from_: Annotated[Day | None, Field(alias="from"), Label("From")] = None,
    to: Annotated[Day, Label("To")] | None = None,
) -> ForecastAccuracy:
    """Return how far a person's forecasts were off, against results as they stand now.

    Left out, the days have no beginning or no end.

    :raises Refused: `input` for days that run backwards, or nobody; `access` for somebody else's.
    """
    if from_ is not None and not 0 <= ((to or max(from_, day_of(at))) - from_).days <= LONGEST:
        raise bad_input(phrase("Give a first and a last day, at most {days} days.", days=LONGEST))
    person = people.person_here(who or actor.code, actor.site_id, at)
    if not results.sight_of(actor, at).sees(person.pk):
        raise results.not_yours()
    errors = _errors(person, actor.site_id, from_ or date.min, to or date.max, at)
    return ForecastAccuracy(
        n=len(errors),
        bias=answered(mean(errors), 2),
        mean_error=answered(mean([abs(one) for one in errors]), 2),
    )


def _errors(
    person: people.Staff, site_id: int, first: date, last: date, at: datetime
) -> list[Fraction]:
    """Return result less forecast for each close whose next close stands."""
    rows = Close.objects.filter(staff_id=person.pk, at__lte=at).order_by("on", "at", "pk")
    standing = list({row.on: row for row in rows}.values())
    pairs = [(one, after) for one, after in pairwise(standing) if first <= one.on <= last]
    if not pairs:
        return []
    site = people.Site.objects.get(pk=site_id)
    found = []
    for measure in {after.measure for _, after in pairs}:
        days = [after.on for _, after in pairs if after.measure == measure]
        tally = results.tally(site, results.Measure(measure), min(days), max(days), at)
        found += [
            tally.on(person.pk, after.on) - one.forecast
            for one, after in pairs
            if after.measure == measure
        ]
    return found
