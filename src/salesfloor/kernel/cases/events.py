"""What happens to a case by itself: dropped, closed after the time to appeal, an appeal granted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base import lines
from salesfloor.base.china_time import end_of
from salesfloor.base.commands import announce, cite, miss
from salesfloor.base.phrases import phrase
from salesfloor.kernel.cases import kinds
from salesfloor.kernel.cases.limits import appeal_until
from salesfloor.kernel.cases.models import Case, End, Status
from salesfloor.kernel.cases.opening import CLOSE, DROP, GRANT, close, tell
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.lines import RegisterLine
    from salesfloor.kernel.deadlines.api import Deadline

__all__ = ["kinds"]

DROPPED: Final = lines.line(
    DROP, "case", phrase("Case {case} is dropped: nobody decided it in time."), facts={"case": int}
)
CLOSED: Final = lines.line(
    CLOSE, "case", phrase("Case {case} is closed: nobody appealed."), facts={"case": int}
)
GRANTED: Final = lines.line(
    GRANT,
    "case",
    phrase("Case {case} is closed: nobody ruled on the appeal in time, so it is granted."),
    facts={"case": int},
)


@deadlines.handler(DROP, word=phrase("A case is dropped by itself"))
def _drop(deadline: Deadline, at: datetime) -> None:
    case = _locked(deadline)
    if case.status != Status.OPEN:
        return
    close(case, End.DROPPED, at)
    miss(case.clause)
    announce(DROP, case.clause, at=at, case=case.number)
    _write(DROPPED, case, at)


@deadlines.handler(CLOSE, word=phrase("A case closes by itself"))
def _close(deadline: Deadline, at: datetime) -> None:
    case = _locked(deadline)
    last = appeal_until(case)
    if case.status != Status.DECIDED:
        return
    if last is not None and end_of(last) > at:  # leave has moved the day meanwhile
        deadlines.set_due(CLOSE, subject=case.pk, site_id=case.site_id, due_at=end_of(last))
        return
    close(case, End.DECIDED, at)
    announce(CLOSE, case.clause, at=at, case=case.number, kind=case.kind)
    _write(CLOSED, case, at)


@deadlines.handler(GRANT, word=phrase("An appeal is granted by silence"))
def _grant(deadline: Deadline, at: datetime) -> None:
    case = _locked(deadline)
    if case.status != Status.APPEALED:
        return
    waive(case)
    close(case, End.GRANTED, at)
    miss(case.clause)
    announce(GRANT, case.clause, at=at, about=case.subject)
    _write(GRANTED, case, at)
    if case.person_id is not None:
        tell(case, [case.person_id], at, phrase("Your appeal in case {case} is granted.",
                                                case=case.number))  # fmt: skip


def waive(case: Case) -> None:
    """Find nothing against anybody."""
    case.charged, case.amount_fen, case.measure, case.points = "", None, "", None


def _locked(deadline: Deadline) -> Case:
    return Case.objects.select_for_update().get(pk=deadline.subject)


def _write(line: RegisterLine, case: Case, at: datetime) -> None:
    registers.write(
        line,
        actor=deadlines.system_actor(case.site_id),
        at=at,
        body={"case": case.number, "clause": case.clause},
    )
    cite(case.clause)
