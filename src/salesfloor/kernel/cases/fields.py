"""Fields and answers that the commands of cases share."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.labels import Label, Reference
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.kernel.cases.models import Case, Status

if TYPE_CHECKING:
    from salesfloor.kernel.cases.kinds import Kind

CaseNo = Annotated[Number, Label("Case"), Reference("case")]


class CaseNamed(Answer):
    """A case to which something was added."""

    case: int


class CaseOpened(Answer):
    """A case, and until when the person concerned answers."""

    case: int
    answer_until: date | None


class CaseDecided(Answer):
    """A case that is decided, and until when it can be appealed."""

    case: int
    status: Status
    appeal_until: date | None


class CaseAppealed(Answer):
    """A case under appeal, and until when somebody rules on it."""

    case: int
    status: Status
    decide_by: date


class AppealDecided(Answer):
    """A case that is closed for good."""

    case: int
    status: Status


def must_step(kind: Kind, case: Case, status: Status, by: str) -> None:
    """Refuse what the case's table of transitions does not have.

    :raises Refused: `input`; a closed case is asked nothing.
    """
    if status is Status.CLOSED:
        raise bad_input(phrase("Case {case} is closed.", case=case.number))
    reason = kind.flow.step(status.value, by)
    if reason is not None:
        raise bad_input(reason)
