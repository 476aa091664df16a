"""The page of a case: whom it concerns, what was said, what was decided, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.choices import label_of
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.kernel.cases.kinds import hooks_of
from salesfloor.kernel.cases.limits import answer_until, appeal_until, standing
from salesfloor.kernel.cases.lists import READERS, kind_word
from salesfloor.kernel.cases.models import Case, Cause, Status
from salesfloor.kernel.cases.queries import evidence
from salesfloor.kernel.cases.sight import seen_by
from salesfloor.kernel.work.api import Act, subject_page
from salesfloor.web.directory import names_of
from salesfloor.web.pages import page, row_or_404

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest


@page(may=READERS, methods=["GET"])
def case(request: StaffRequest, number: int) -> HttpResponse:
    """Show a case to those who see it, with the steps that are open to them now."""
    row: Case = row_or_404(seen_by(request.actor), number=number)
    status = standing(row, request.at).status
    return subject_page(
        request,
        row.subject,
        head=phrase("Case {case}: {kind}", case=number, kind=kind_word(row)),
        clause=row.clause,
        words=row.text,
        state=status.label,
        facts=[(label, value) for label, value in _facts(row) if value],
        acts=_acts(row, status, request.actor.code),
        history=[*evidence(row), *hooks_of(row.kind).evidence(row, request.at)],
        back=(phrase("Cases"), "cases:cases"),
        more={"has_own_primary": status is Status.APPEALED},
    )


def _facts(row: Case) -> list[tuple[Phrase, object]]:
    names = names_of({row.person, row.decided_by} - {""})
    return [
        (phrase("Whom it concerns"), names.get(row.person, row.person)),
        (phrase("Answer until"), _day(answer_until(row))),
        (phrase("To be decided by"), _day(row.drop_on)),
        (phrase("Decided by"), names.get(row.decided_by, row.decided_by)),
        (phrase("Decided"), _at(row.decided_at)),
        (phrase("Cause"), label_of(Cause, row.cause) if row.cause else ""),
        (phrase("Reason"), row.reason),
        (phrase("Measure"), row.measure),
        (phrase("Can be appealed until"), _day(appeal_until(row))),
        (phrase("Appeal decided by"), _day(row.decide_by)),
    ]


def _day(on: date | None) -> object:
    return phrase("{on}", on=on) if on else ""


def _at(at: datetime | None) -> object:
    return phrase("{at}", at=at) if at else ""


def _acts(row: Case, status: Status, code: str) -> list[Act]:
    given = {"case": row.number}
    if status is Status.OPEN:
        answer = [Act("answer_case", given)] if code == row.person or row.dealer else []
        decide = [] if code == row.person else [Act("decide_case", given)]
        return [*answer, Act("add_to_case", given), *decide]
    if status is Status.DECIDED and code in {row.person, row.charged}:
        return [Act("appeal_case", given)]
    if status is Status.APPEALED and code not in {row.person, row.decided_by}:
        return _rulings(row)
    return []


def _rulings(row: Case) -> list[Act]:
    """Return the two ways to rule, each a button of its own: neither is what comes of touching nothing."""
    upheld, fallen = ({"case": row.number, "stands": stands} for stands in (True, False))
    of_it = (row.clause,)
    both, no_change = ("case", "stands"), ("case", "stands", "amount", "measure")
    return [
        Act("decide_appeal", upheld, no_change, phrase("The decision stands"), of_it),
        Act("decide_appeal", fallen, both, phrase("The decision falls or is changed"), of_it),
    ]
