"""The parts of a person's assessment, worked out from what is on record (7.1.7)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import end_of, start_of
from salesfloor.floor.assessment import rules
from salesfloor.floor.results import api as results
from salesfloor.floor.targets import api as targets
from salesfloor.kernel.conduct import api as conduct
from salesfloor.kernel.duties import api as duties
from salesfloor.kernel.exams import api as exams
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.periods import Period

_COUNTING: Final = (conduct.State.STANDING, conduct.State.UPHELD)


class Figures:
    """What is computed of people in a period, as known at a moment."""

    def __init__(self, site: people.Site, period: Period, at: datetime) -> None:
        """Take the site, the period and the moment."""
        self.site, self.period, self.at = site, period, at
        measure = results.Measure(rulebook.policies(site.pk, at)["target.measure"])
        self._board = targets.Board(site, period, measure, at)

    def of(self, person: people.Staff, score: int | None) -> dict[str, Fraction | None]:
        """Return a person's parts; None where there is nothing to work one out from."""
        return {
            "results": self._results(person),
            "duties": self._duties(person),
            "conduct": self._conduct(person),
            "tests": self._tests(person),
            "lead": None if score is None else Fraction(score),
        }

    def _results(self, person: people.Staff) -> Fraction | None:
        lead_of = next((one for one in self._board.teams if one.lead == person), None)
        row = self._board.row_of_lead(lead_of) if lead_of else self._board.row(person)
        completion = None if row is None or not row.target else row.pace.completion
        return None if completion is None else rules.of_hundred(completion * rules.WHOLE)

    def _duties(self, person: people.Staff) -> Fraction | None:
        kept = duties.kept(self.site.pk, person.code, self.period, self.at)
        return Fraction(rules.WHOLE * kept.good, kept.owed) if kept.owed else None

    def _conduct(self, person: people.Staff) -> Fraction:
        rows = conduct.Record.objects.filter(
            site_id=self.site.pk,
            staff_id=person.pk,
            state__in=_COUNTING,
            at__gte=start_of(self.period.first),
            at__lt=min(end_of(self.period.last), self.at),
        )
        return rules.conduct_part(sum(rows.values_list("points", flat=True)))

    def _tests(self, person: people.Staff) -> Fraction | None:
        needed = exams.needed_for(self.site.pk, person.post, self.at)
        if not needed:
            return None
        best = exams.best_scores(self.site.pk, person.pk, self.at)
        return Fraction(sum(best.get(exam, 0) for exam in needed), len(needed))
