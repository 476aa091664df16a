"""Asking how far a basic target is reached, by its days (A9)."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of, end_of
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label
from salesfloor.base.periods import read_period
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.base.shares import share
from salesfloor.floor.results import api as results
from salesfloor.floor.targets.commands.setting import TargetCode
from salesfloor.floor.targets.models import Target
from salesfloor.floor.targets.values import shown
from salesfloor.kernel.people import api as people


class PartOf(Answer):
    """A part of a target, with its value and what is done of it."""

    key: str | None
    target: str | None
    value: int | str | None
    done: int | str


class TargetReached(Answer):
    """A target, what is done of it, what is expected by now, and its parts."""

    value: int | str
    done: int | str
    completion: float | None
    expected: int | str
    behind: bool
    parts: list[PartOf]


@question(
    "target_of",
    may=results.MEMBERS,
    word=phrase("A target and its parts"),
    clauses=("7.1.3",),
    trades=results.FLOORS,
)
def target_of(
    *,
    actor: StaffActor,
    at: datetime,
    target: TargetCode,
    on: Annotated[Day, Label("Day")] | None = None,
) -> TargetReached:
    """Return how far a target is reached up to a day, today where none is named.

    :raises Refused: `input` for no target; `access` for somebody else's.
    """
    row = Target.objects.filter(site_id=actor.site_id, code=target, replaced_at=None).first()
    if row is None:
        raise bad_input(phrase("There is no target {target} here.", target=target))
    sight = results.sight_of(actor, at)
    if row.staff_id is not None and not sight.sees(row.staff_id):
        raise results.not_yours()
    measure = results.Measure(row.measure)
    period = read_period(row.period)
    day = min(on or day_of(at), row.last)
    site = people.Site.objects.get(pk=actor.site_id)
    tally = results.tally(site, measure, row.first, max(day, row.first), min(at, end_of(day)))
    done = _done(row, tally) if day >= row.first else Fraction()
    gone = max(0, (day - row.first).days + 1)
    expected = Fraction(row.value * gone, period.days)
    parts = [
        PartOf(
            key=part.code.rsplit("/", 1)[-1],
            target=part.code,
            value=shown(part.value, measure),
            done=shown(_done(part, tally), measure) or 0,
        )
        for part in row.parts.filter(replaced_at=None).order_by("code")
        if part.staff_id is None or sight.sees(part.staff_id)
    ]
    return TargetReached(
        value=shown(row.value, measure) or 0,
        done=shown(done, measure) or 0,
        completion=share(done, row.value),
        expected=shown(expected, measure) or 0,
        behind=done < expected,
        parts=parts,
    )


def _done(row: Target, tally: results.Tally) -> Fraction:
    if row.staff_id is not None:
        return tally.of_person(row.staff_id)
    return tally.total() if row.team_id is None else tally.of_team(row.team_id)
