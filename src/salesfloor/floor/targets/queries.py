"""Asking how far a target is reached, by its days (A9)."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of, end_of
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label
from salesfloor.base.periods import read_period
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.shares import share
from salesfloor.floor.results import api as results
from salesfloor.floor.targets.commands.setting import TargetCode
from salesfloor.floor.targets.models import Target
from salesfloor.floor.targets.regions import is_region, reached
from salesfloor.floor.targets.values import measure_of, shown
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from collections.abc import Callable


class PartOf(Answer):
    """A part of a target, with its value and what is done of it; without a key what is done and fits no part."""

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
    may=LEADERS | {Post.SALESPERSON},
    word=phrase("A target and its parts"),
    clauses=("7.1.3", "1.2.3"),
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
    measure = measure_of(row.measure)
    day = min(on or day_of(at), row.last)
    reach = _reach(row, day, at)
    done = reach(row)
    gone = max(0, (day - row.first).days + 1)
    expected = Fraction(row.value * gone, read_period(row.period).days)
    parts = list(row.parts.filter(replaced_at=None).order_by("code"))
    seen = [
        PartOf(
            key=part.code.removeprefix(f"{row.code}/"),
            target=part.code,
            value=shown(part.value, measure),
            done=shown(reach(part), measure) or 0,
        )
        for part in parts
        if part.staff_id is None or sight.sees(part.staff_id)
    ]
    rest = done - sum(map(reach, parts)) if parts else Fraction()
    if rest:
        seen.append(PartOf(key=None, target=None, value=None, done=shown(rest, measure) or 0))
    return TargetReached(
        value=shown(row.value, measure) or 0,
        done=shown(done, measure) or 0,
        completion=share(done, row.value),
        expected=shown(expected, measure) or 0,
        behind=done < expected,
        parts=seen,
    )


def _reach(row: Target, day: date, at: datetime) -> Callable[[Target], Fraction]:
    """Return what tells of a target, or of a part of it, what is done up to a day."""
    if is_region(row.site_id):
        return lambda one: reached(one, min(day, one.last))
    if day < row.first:
        return lambda _: Fraction()
    site = people.Site.objects.get(pk=row.site_id)
    measure = results.Measure(row.measure)
    tally = results.tally(site, measure, row.first, day, min(at, end_of(day)))
    return lambda one: _done(one, tally)


def _done(row: Target, tally: results.Tally) -> Fraction:
    if row.staff_id is not None:
        return tally.of_person(row.staff_id)
    return tally.total() if row.team_id is None else tally.of_team(row.team_id)
