"""Why a warning was given, or why none is due, in sentences (4.5.1, 4.5.2)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from salesfloor.base.phrases import phrase
from salesfloor.base.shares import in_percent
from salesfloor.floor.pace.choices import CLAUSES
from salesfloor.floor.pace.models import Given, Level
from salesfloor.floor.pace.standing import MARKS, board_at, row_of, standing_of, verbal_before
from salesfloor.floor.targets import api as targets
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.base.periods import Period
    from salesfloor.base.phrases import Phrase


def because(
    board: targets.Board, person: people.Staff, given: Given | None, at: datetime
) -> list[Phrase]:
    """Return the sentences about a warning, or about why none is due."""
    return [*(_of_given(given) if given is not None else []), *_now(board, person, at)]


def sentences_of(
    site_id: int,
    person: people.Staff,
    at: datetime,
    *,
    period: Period | None = None,
    given: Given | None = None,
) -> list[Phrase]:
    """Return the sentences about one warning; without one, about all of a person's in a period."""
    board = board_at(people.Site.objects.get(pk=site_id), at, period=period)
    if given is not None:
        return because(board, person, given, at)
    rows = Given.objects.filter(
        site_id=site_id, staff_id=person.pk, period=str(board.period)
    ).order_by("number")
    before = [one for row in rows for one in _of_given(row)]
    return [*before, *_now(board, person, at)]


def _of_given(given: Given) -> list[Phrase]:
    facts = given.facts
    return [
        phrase(
            "Then: {result} of {target} after {gone} of {total} days ({clause}).",
            result=facts.get("result"),
            target=facts.get("target"),
            gone=facts.get("days_gone"),
            total=facts.get("days_total"),
            clause=CLAUSES[given.level],
        ),
        phrase(
            "The mark was {mark}, from {days} days on.",
            mark=in_percent(given.policy[MARKS[Level(given.level)]]),
            days=given.policy.get("warning.after_days"),
        ),
    ]


def _now(board: targets.Board, person: people.Staff, at: datetime) -> list[Phrase]:
    row = row_of(board, person)
    if row is None or row.target is None:
        return [phrase("There is no target that counts in {period}.", period=str(board.period))]
    found = [
        phrase(
            "Now: {result} of {target} after {gone} of {total} days, pace {pace}.",
            result=targets.shown(row.gone, board.measure),
            target=targets.shown(row.target, board.measure),
            gone=row.days.gone,
            total=row.days.own,
            pace=in_percent(row.pace.pace) if row.pace.pace is not None else "-",
        )
    ]
    if row.asked != row.target:
        found.append(
            phrase(
                "The target of {asked} has shrunk to {target} with leave and days not employed (4.1.2).",
                asked=targets.shown(row.asked, board.measure),
                target=targets.shown(row.target, board.measure),
            )
        )
    if row.is_provisional:
        found.append(phrase("Days that are over are not counted by the house yet."))
    policy = rulebook.policies(board.site.pk, at)
    standing = standing_of(row)
    for level in Level:
        mark, after = policy[MARKS[level]], policy["warning.after_days"]
        if not standing.calls_for(mark, after):
            found.append(
                phrase(
                    "No {level} is called for: that needs a pace below {mark} after {days} days, and a "
                    "day to go ({clause}).",
                    level=level.label,
                    mark=in_percent(mark),
                    days=after,
                    clause=CLAUSES[level],
                )
            )
        elif level is Level.WRITTEN and not verbal_before(board, person, at).allows_written(
            policy["warning.written_after_days"]
        ):
            found.append(
                phrase(
                    "No written warning without a verbal one that was received {days} days before (4.5.2).",
                    days=policy["warning.written_after_days"],
                )
            )
    return found
