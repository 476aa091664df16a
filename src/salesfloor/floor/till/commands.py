"""Closing the cash."""

from __future__ import annotations

from collections.abc import Iterator
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
from salesfloor.floor.till.models import Closing, Receipt, Refund
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work

ReceiptNumber = Annotated[Number, Label("Receipt no."), Reference("receipt")]
Counted = Annotated[
    dict[Method, FenOrNothing],
    Label("Counted", hint=phrase("one line a way of paying, such as cash:1200.00")),
]


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
    last = Closing.objects.filter(site_id=site_id).order_by("-number").first()
    receipts = Receipt.objects.filter(
        site_id=site_id, number__gt=last.receipts_to if last else 0
    ).order_by("number")
    refunds = Refund.objects.filter(
        site_id=site_id, number__gt=last.refunds_to if last else 0
    ).order_by("number")
    open_receipts, open_refunds = list(receipts), list(refunds)
    rules.may_close(lines=len(open_receipts) + len(open_refunds)).enforce()
    expected = rules.expected(list(Method), _moved(open_receipts, open_refunds))
    difference = rules.difference(counted, expected)
    rules.may_differ(differs=any(difference.values()), reason=reason).enforce()
    numbers = [one.number for one in open_receipts]
    closing = Closing.objects.create(
        site_id=site_id,
        number=number,
        at=at,
        closed_by=actor.code,
        receipts_to=numbers[-1] if numbers else (last.receipts_to if last else 0),
        refunds_to=(open_refunds[-1].number if open_refunds else (last.refunds_to if last else 0)),
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


def _moved(receipts: list[Receipt], refunds: list[Refund]) -> Iterator[tuple[str, int]]:
    for one in receipts:
        yield one.method, -one.amount_fen if one.counter_of else one.amount_fen
    for out in refunds:
        yield out.method, -out.amount_fen


def _in_yuan(by_method: dict[str, int]) -> dict[str, str]:
    return {str(method): yuan(fen) for method, fen in by_method.items()}
