"""Who lags: the weeks that count, by completion, and why in sentences (4.4.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of
from salesfloor.base.periods import Period, PeriodKind, containing
from salesfloor.base.phrases import phrase
from salesfloor.base.shares import in_percent
from salesfloor.floor.results import api as results
from salesfloor.floor.targets import api as targets
from salesfloor.floor.tracking.rules import is_lagging
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.base.phrases import Phrase

MOST_WEEKS: Final = 8


@dataclass(frozen=True, slots=True)
class Week:
    """A week of a person: the row, and its completion; None where no target counts."""

    period: Period
    row: targets.Row
    measure: results.Measure

    @property
    def completion(self) -> Fraction | None:
        """Return how far the week's target was reached."""
        return self.row.pace.completion


@dataclass(frozen=True, slots=True)
class Lag:
    """Whether a person lags, with the weeks looked at, the latest first."""

    person: people.Staff
    is_lagging: bool
    weeks: tuple[Week, ...]
    left_out: tuple[Week, ...]


class Weeks:
    """The weeks gone by of a site, each read once."""

    def __init__(self, site: people.Site, at: datetime) -> None:
        """Take site and moment."""
        self.site, self.at = site, at
        self.policy = rulebook.policies(site.pk, at)
        self.measure = results.Measure(self.policy["target.measure"])
        self._boards: dict[str, targets.Board] = {}

    def _board(self, week: Period) -> targets.Board:
        name = str(week)
        if name not in self._boards:
            self._boards[name] = targets.Board(self.site, week, self.measure, self.at)
        return self._boards[name]

    def lag_of(self, person: people.Staff) -> Lag:
        """Return whether a person lags, by the latest weeks in which a target counts."""
        wanted = self.policy["lagging.weeks_in_a_row"]
        found: list[Week] = []
        left_out: list[Week] = []
        week = containing(day_of(self.at), PeriodKind.WEEK)
        for _ in range(MOST_WEEKS):
            week = week.previous()
            board = self._board(week)
            if person.pk not in board.attendance.staff:
                continue
            one = Week(week, board.row(person), self.measure)
            (left_out if one.completion is None else found).append(one)
            if len(found) == wanted:
                break
        completions = [one.completion for one in found if one.completion is not None]
        lags = is_lagging(completions, self.policy["lagging.below_completion"], wanted)
        return Lag(person, lags, tuple(found), tuple(left_out))

    def because(self, lag: Lag) -> list[Phrase]:
        """Say which weeks were looked at, which were left out and why, and by which mark."""
        sentences: list[Phrase] = [
            phrase(
                "{period}: {result} of {target}, completion {completion}.",
                period=str(week.period),
                result=targets.shown(week.row.result, week.measure),
                target=targets.shown(week.row.target, week.measure),
                completion=in_percent(week.completion or 0),
            )
            for week in lag.weeks
        ]
        sentences += [
            phrase(
                "{period} needed {asked}, shrunk to {target} with leave and days not employed (4.1.2).",
                period=str(week.period),
                asked=targets.shown(week.row.asked, week.measure),
                target=targets.shown(week.row.target, week.measure),
            )
            for week in lag.weeks
            if week.row.asked != week.row.target
        ]
        sentences += [
            phrase("{period} rests on days that are not counted yet.", period=str(week.period))
            for week in lag.weeks
            if week.row.is_provisional
        ]
        sentences += [
            phrase("{period} is left out: no target counts.", period=str(week.period))
            for week in lag.left_out
        ]
        sentences.append(
            phrase(
                "Lagging is below {below} in {weeks} weeks in a row that count (4.4.2).",
                below=in_percent(self.policy["lagging.below_completion"]),
                weeks=self.policy["lagging.weeks_in_a_row"],
            )
        )
        sentences.append(self._since())
        return sentences

    def _since(self) -> Phrase:
        """Say since when the house has had its marks."""
        found = [
            since
            for name in ("lagging.below_completion", "lagging.weeks_in_a_row")
            if (since := rulebook.set_from(self.site.pk, name, day_of(self.at), self.at))
        ]
        if not found:
            return phrase("These marks were never changed here.")
        return phrase("These marks hold since {day}.", day=max(found))
