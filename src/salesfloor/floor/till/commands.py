"""Closing the cash."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.money import FenOrNothing, yuan
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.texts import Line
from salesfloor.floor.till import days, rules
from salesfloor.floor.till.choices import Method
from salesfloor.floor.till.models import Closing, Count
from salesfloor.floor.till.open_lines import open_lines
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work

ReceiptNumber = Annotated[Number, Label("Receipt no."), Reference("receipt")]
Counted = Annotated[
    dict[Method, FenOrNothing],
    Label("Counted", hint=phrase("one line a way of paying, such as cash:1200.00")),
]


class CashCounted(Answer):
    """What was counted up to which receipt, what the books expect, and what differs."""

    to_no: int
    counted: dict[str, str]
    expected: dict[str, str]
    difference: dict[str, str]


@command(
    "count_cash",
    may=frozenset({Post.FINANCE}),
    word=phrase("Count the cash"),
    clauses=("7.2.3",),
    post_clause="7.2.3",
    writes=RegisterLine("deals", phrase("Cash counted before closing, up to receipt {to_no}")),
    done=phrase("Counted. The books and what differs are shown now."),
)
def count_cash(*, actor: StaffActor, at: datetime, counted: Counted) -> CashCounted:
    """Put on record what was counted before the books are shown; then say what they expect.

    :raises Refused: `input` when nothing is open.
    """
    lines = open_lines(actor.site_id)
    rules.may_close(lines=len(lines)).enforce()
    expected = lines.expected()
    row = Count.objects.create(
        site_id=actor.site_id,
        at=at,
        counted_by=actor.code,
        counted={method.value: counted.get(method, 0) for method in Method},
        receipts_to=lines.receipts_to,
        refunds_to=lines.refunds_to,
    )
    answer = CashCounted(
        to_no=lines.receipts_to,
        counted=_in_yuan(row.counted),
        expected=_in_yuan(expected),
        difference=_in_yuan(rules.difference(counted, expected)),
    )
    registers.record(actor=actor, at=at, body=answer.as_json())
    cite("7.2.3")
    return answer


class CashClosed(Answer):
    """Its number, the receipts it covers, what was expected by method and what differs."""

    closing: int
    from_no: int | None
    to_no: int | None
    expected: dict[str, str]
    difference: dict[str, str]


@command(
    "close_cash",
    may=frozenset({Post.FINANCE}),
    word=phrase("Close the cash"),
    clauses=("7.2.3",),
    post_clause="7.2.3",
    writes=RegisterLine("deals", phrase("Cash closing {closing}: receipts {from_no} to {to_no}")),
    done=phrase("The cash is closed."),
)
def close_cash(
    *,
    actor: StaffActor,
    at: datetime,
    counted: Counted,
    reason: Annotated[Line, Label("Why it differs")] = "",
) -> CashClosed:
    """Close the cash over all lines since the last closing, counted before the books are shown.

    :raises Refused: 7.2.3 for a difference without a reason; `input` when nothing is open.
    """
    site_id = actor.site_id
    number = next_number(site_id, "closing")  # one closing after another
    lines = open_lines(site_id)
    rules.may_close(lines=len(lines)).enforce()
    expected = lines.expected()
    difference = rules.difference(counted, expected)
    rules.may_differ(differs=any(difference.values()), reason=reason).enforce()
    numbers = [one.number for one in lines.receipts]
    closing = Closing.objects.create(
        site_id=site_id,
        number=number,
        at=at,
        closed_by=actor.code,
        receipts_to=lines.receipts_to,
        refunds_to=lines.refunds_to,
        from_no=numbers[0] if numbers else None,
        to_no=numbers[-1] if numbers else None,
        counted={method.value: counted.get(method, 0) for method in Method},
        expected=expected,
        reason=reason,
    )
    answer = CashClosed(
        closing=number,
        from_no=closing.from_no,
        to_no=closing.to_no,
        expected=_in_yuan(expected),
        difference=_in_yuan(difference),
    )
    registers.record(
        actor=actor,
        at=at,
        body={**answer.as_json(), "counted": _in_yuan(closing.counted)},
        personal={"reason": reason},
    )
    cite("7.2.3")
    about(f"closing:{number}")
    work.settle_from(kind=days.NOT_CLOSED, prefix="till_day:", site_id=site_id, at=at)
    return answer


def _in_yuan(by_method: dict[str, int]) -> dict[str, str]:
    return {str(method): yuan(fen) for method, fen in by_method.items()}
