"""What stands beside the field in which a target is claimed: last week, the rest of the month, what the house asks."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from salesfloor.base.china_time import day_of
from salesfloor.base.periods import PeriodKind, containing
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import Post
from salesfloor.floor.results import api as results
from salesfloor.floor.targets.claiming import basic_of
from salesfloor.floor.targets.pacing import Board
from salesfloor.floor.targets.values import shown
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.periods import Period
    from salesfloor.floor.targets.pacing import Row

NONE = "—"


def beside_claim(
    site: people.Site, staff_id: int, week: Period, at: datetime
) -> list[tuple[Phrase, Phrase | str]]:
    """Return the figures that a person weighs before claiming for a week (4.1.2)."""
    measure = results.Measure(rulebook.policies(site.pk, at)["target.measure"])
    person = people.Staff.objects.get(pk=staff_id)
    last = _row(Board(site, week.previous(), measure, at), person)
    month = containing(max(week.first, day_of(at)), PeriodKind.MONTH)
    basic = basic_of(site.pk, week, measure, staff_id=staff_id)
    return [
        (phrase("The week before"), _of_week(last, measure)),
        (
            phrase("Month {month}", month=str(month)),
            _of_month(_row(Board(site, month, measure, at), person), measure),
        ),
        (
            phrase("What the house asks of this week"),
            str(shown(basic.value, measure)) if basic else NONE,
        ),
    ]


def _row(board: Board, person: people.Staff) -> Row | None:
    """Return a person's row, a lead's for the team; None where the person was not there yet."""
    if person.pk not in board.attendance.staff:
        return None
    team = next((one for one in board.teams if one.lead == person), None)
    if team is not None and person.post == Post.LEAD:
        return board.row_of_lead(team) or board.row(person)
    return board.row(person)


def _of_week(row: Row | None, measure: results.Measure) -> Phrase | str:
    if row is None:
        return NONE
    result = shown(row.result, measure)
    if row.claimed is None:
        return phrase("not claimed, result {result}", result=result)
    return phrase(
        "claimed {claimed}, result {result}", claimed=shown(row.claimed, measure), result=result
    )


def _of_month(row: Row | None, measure: results.Measure) -> Phrase | str:
    if row is None:
        return NONE
    left = max(0, row.days.own - row.days.gone)
    result = shown(row.result, measure)
    if row.target is None:
        return phrase("no target, result {result}; days left: {left}", result=result, left=left)
    return phrase(
        "{rest} of {target} still to go; days left: {left}",
        rest=shown(max(Fraction(0), Fraction(row.target - row.result)), measure),
        target=shown(row.target, measure),
        left=left,
    )
