"""Until when a case is answered, decided, appealed; where it stands at a moment, worker or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from salesfloor.base.china_time import day_of, end_of
from salesfloor.kernel.cases.models import Case, Status
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from datetime import datetime


def answer_until(case: Case) -> date | None:
    """Return the last day on which the answer is waited for; None where the case concerns nobody."""
    days = rulebook.policies(case.site_id, case.opened_at)["case.answer_within_days"]
    return _last_day(case, case.opened_at, days)


def appeal_until(case: Case) -> date | None:
    """Return the last day on which the decision can be appealed; None where nobody can."""
    if case.decided_at is None:
        return None
    days = rulebook.policies(case.site_id, case.decided_at)["appeal.within_days"]
    return _last_day(case, case.decided_at, days)


def _last_day(case: Case, after: datetime, days: int) -> date | None:
    """Return the last of a person's present days, of a dealer's days."""
    if case.person_id is not None:
        return people.last_of_present_days(case.person_id, day_of(after), days)
    return day_of(after) + timedelta(days=days) if case.suspects else None


def is_over(last: date | None, at: datetime) -> bool:
    """Tell whether the day is over at that moment; no day is over at once."""
    return last is None or at >= end_of(last)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands at a moment: what has fallen due counts, whether or not the worker came to it."""

    status: Status
    is_undecided_for_good: bool = False
    is_granted: bool = False


def standing(case: Case, at: datetime) -> Standing:
    """Return where the case stands at that moment."""
    status = Status(case.status)
    if status is Status.OPEN and case.drop_on is not None and is_over(case.drop_on, at):
        return Standing(Status.CLOSED, is_undecided_for_good=True)
    if status is Status.DECIDED and is_over(appeal_until(case), at):
        return Standing(Status.CLOSED)
    if status is Status.APPEALED and is_over(case.decide_by, at):
        return Standing(Status.CLOSED, is_granted=True)
    return Standing(status)
