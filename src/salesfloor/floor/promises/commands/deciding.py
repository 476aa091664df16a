"""Approving what is beyond others' authority, or turning it down (9.3.2.8)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, about, board_changed, command
from salesfloor.base.fields import Reason
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Line
from salesfloor.floor.promises import rules
from salesfloor.floor.promises.choices import PromiseStatus
from salesfloor.floor.promises.commands.promising import WORK
from salesfloor.floor.promises.models import Promise
from salesfloor.floor.promises.queries import is_over
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work

PromiseNo = Annotated[Number, Label("Promise")]


class PromiseDecided(Answer):
    """Where the promise stands now."""

    status: PromiseStatus


@command(
    "approve",
    may=MANAGERS,
    word=phrase("Approve"),
    clauses=("9.3.2.8",),
    post_clause="9.3.2.8",
    writes=RegisterLine("deals", phrase("Promise {promise} is approved")),
    done=phrase("Approved. Whoever promised hears it at once."),
)
def approve(
    *,
    actor: StaffActor,
    at: datetime,
    promise: PromiseNo,
    reason: Annotated[Line, Label("Reason")] = "",
) -> PromiseDecided:
    """Approve a promise that waits.

    :raises Refused: 9.3.2.8 below the post it waits for, and for one's own; `input` when decided.
    """
    return _decide(actor, at, promise, PromiseStatus.APPROVED, reason)


@command(
    "turn_down",
    may=MANAGERS,
    word=phrase("Turn down"),
    clauses=("9.3.2.8",),
    post_clause="9.3.2.8",
    writes=RegisterLine("deals", phrase("Promise {promise} is turned down: {reason}")),
    done=phrase("Turned down. Whoever promised hears it at once."),
)
def turn_down(
    *, actor: StaffActor, at: datetime, promise: PromiseNo, reason: Reason
) -> PromiseDecided:
    """Turn down a promise that waits, with the reason.

    :raises Refused: as `approve`.
    """
    return _decide(actor, at, promise, PromiseStatus.TURNED_DOWN, reason)


def promise_locked(site_id: int, number: int) -> Promise:
    """Return a promise, its row locked.

    :raises Refused: `input` where there is none.
    """
    row = Promise.objects.select_for_update().filter(site_id=site_id, number=number).first()
    if row is None:
        raise bad_input(phrase("There is no promise {promise} here.", promise=number))
    return row


def _decide(
    actor: StaffActor, at: datetime, number: int, status: PromiseStatus, reason: str
) -> PromiseDecided:
    row = promise_locked(actor.site_id, number)
    rules.may_decide(
        Post(actor.post),
        of=row.goes_to or Post.MANAGER,
        is_own=row.maker_id == actor.staff_id,
    ).enforce()
    rules.may_still_decide(row.status, is_over=is_over(row, day_of(at))).enforce()
    row.status, row.decided_at, row.decided_by, row.reason = status, at, actor.code, reason
    row.save(update_fields=["status", "decided_at", "decided_by", "reason"])
    work.settle(kind=WORK, subject=f"promise:{number}", site_id=row.site_id, at=at)
    approved = phrase("{by} approved your promise {promise}.", by=actor.code, promise=number)
    refused = phrase("{by} turned your promise {promise} down.", by=actor.code, promise=number)
    messages.tell(
        staff_id=row.maker_id,
        site_id=row.site_id,
        at=at,
        clause="9.3.2.8",
        sentence=approved if status is PromiseStatus.APPROVED else refused,
        subject=f"promise:{number}",
    )
    body = {"promise": number, "status": status}
    registers.record(actor=actor, at=at, body=body, personal={"reason": reason})
    about(f"promise:{number}")
    board_changed()
    return PromiseDecided(status=status)
