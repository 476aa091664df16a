"""Accepting the work of an order, by somebody else than who did it (2.1.4)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, command
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.texts import Note
from salesfloor.kernel.assets import rules
from salesfloor.kernel.assets.commands.faults import CLAUSES, ToAccept, write
from salesfloor.kernel.assets.models import OrderStatus
from salesfloor.kernel.assets.orders import ACCEPTERS, add_step, order_locked


class WorkAccepted(Answer):
    """A work order after its acceptance, and for how many minutes it was open."""

    work_order: int
    status: OrderStatus
    minutes_open: int | None


@command(
    "accept_work",
    may=ACCEPTERS,
    word=phrase("Accept the work"),
    clauses=CLAUSES,
    writes=RegisterLine(
        "progress",
        phrase("Work order {work_order} is not accepted: {note}"),
        variants={"passed": phrase("Work order {work_order} is accepted: {note}")},
    ),
    done=phrase("It is on record."),
)
def accept_work(
    *,
    actor: StaffActor,
    at: datetime,
    work_order: ToAccept,
    passed: Annotated[bool, Label("It is in order")],
    note: Annotated[Note, Label("Note")] = "",
) -> WorkAccepted:
    """Accept the work, or have it done again.

    :raises Refused: 2.1.4 unless it is done, and for who finished it; `input` where there is no such
        order.
    """
    order = order_locked(actor.site_id, work_order)
    rules.may_become(order.status, OrderStatus.ACCEPTED).enforce()
    rules.may_accept(finished_it=order.done_by == actor.code).enforce()
    status = OrderStatus.ACCEPTED if passed else OrderStatus.ASSIGNED
    order.status = status
    if passed:
        order.accepted_at, order.accepted_by = at, actor.code
    order.save()
    add_step(order, status, actor=actor, at=at, note=note, passed=passed)
    write(order, actor, at, body={"passed": passed}, personal={"note": note})
    minutes = rules.minutes_between(order.reported_at, order.accepted_at)
    return WorkAccepted(work_order=work_order, status=status, minutes_open=minutes)
