"""Asking for an advance, approving, paying and settling it (7.2.3)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of, days_after, end_of
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.money import Fen, FenOrNothing, yuan
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Line, RequiredLine, RequiredNote
from salesfloor.kernel.advances import rules
from salesfloor.kernel.advances.choices import PaidBy, Status
from salesfloor.kernel.advances.models import Advance
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

CLAUSE: Final = "7.2.3"
OVERDUE: Final = "advance_overdue"
DECIDE, PAY, SETTLE = "advance_to_decide", "advance_to_pay", "advance_to_settle"
MEMBERS: Final = ANYONE - {Post.OPERATOR}
FINANCE: Final = frozenset({Post.FINANCE})
MOST_VOUCHERS: Final = 200
AdvanceNumber = Annotated[Number, Label("Advance"), Reference("advance")]


class Voucher(BaseModel):
    """One voucher: what was bought and for how much."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    what: Annotated[RequiredLine, Label("What for")]
    amount: Annotated[Fen, Label("Amount in yuan")]


class AdvanceAsked(Answer):
    """Its number, and how far it is."""

    advance: int
    status: Status


class AdvanceMoved(Answer):
    """How far the advance is now."""

    status: Status


class AdvancePaid(Answer):
    """How far it is, and the last day for settling it."""

    status: Status
    settle_until: date


@command(
    "request_advance",
    may=MEMBERS,
    word=phrase("Ask for an advance"),
    clauses=(CLAUSE,),
    writes=RegisterLine("expense", phrase("Advance {advance} asked for: {amount} yuan")),
    done=phrase("Asked for."),
)
def request_advance(
    *,
    actor: StaffActor,
    at: datetime,
    amount: Annotated[Fen, Label("Amount in yuan")],
    purpose: Annotated[RequiredNote, Label("What for")],
) -> AdvanceAsked:
    """Ask for money beforehand.

    :raises Refused: 7.2.3 while another of one's own is not settled in time.
    """
    late = Advance.objects.filter(
        staff_id=actor.staff_id, status=Status.PAID, settle_until__lt=day_of(at)
    )
    rules.may_ask(
        overdue=late.order_by("number").values_list("number", flat=True).first()
    ).enforce()
    row = Advance.objects.create(
        site_id=actor.site_id,
        number=next_number(actor.site_id, "advance"),
        staff_id=actor.staff_id,
        amount_fen=amount,
        purpose=purpose,
        asked_at=at,
    )
    registers.record(
        actor=actor,
        at=at,
        body={"advance": row.number, "amount": yuan(amount)},
        personal={"purpose": purpose},
    )
    _owe(row, DECIDE, at, post=Post.DIRECTOR if actor.post is Post.MANAGER else Post.MANAGER)
    _done(row)
    return AdvanceAsked(advance=row.number, status=Status.REQUESTED)


@command(
    "approve_advance",
    may=MANAGERS,
    word=phrase("Decide about an advance"),
    clauses=(CLAUSE,),
    post_clause=CLAUSE,
    writes=RegisterLine(
        "expense",
        phrase("Advance {advance} is not approved"),
        variants={"granted": phrase("Advance {advance} is approved")},
    ),
    done=phrase("Decided."),
)
def approve_advance(
    *,
    actor: StaffActor,
    at: datetime,
    advance: AdvanceNumber,
    granted: Annotated[bool, Label("Approved")],
    reason: Annotated[Line, Label("Reason")] = "",
) -> AdvanceMoved:
    """Approve an advance, or not; nobody their own.

    :raises Refused: 7.2.3 below a manager, for one's own, or out of its order.
    """
    row = _locked(actor, advance)
    rules.may_decide(is_own=row.staff_id == actor.staff_id).enforce()
    rules.may_come_next(row.status, wanted=Status.REQUESTED).enforce()
    row.status = Status.APPROVED if granted else Status.REFUSED
    row.decided_by, row.decided_by_id, row.decided_at = actor.code, actor.staff_id, at
    row.reason = reason
    row.save(update_fields=["status", "decided_by", "decided_by_id", "decided_at", "reason"])
    registers.record(
        actor=actor,
        at=at,
        body={"advance": advance, **({"granted": True} if granted else {})},
        personal={"reason": reason},
    )
    _settle(row, DECIDE, at)
    if granted:
        _owe(row, PAY, at, post=Post.FINANCE)
    _done(row)
    return AdvanceMoved(status=Status(row.status))


@command(
    "pay_advance",
    may=FINANCE,
    word=phrase("Pay an advance out"),
    clauses=(CLAUSE,),
    post_clause=CLAUSE,
    writes=RegisterLine(
        "expense", phrase("Advance {advance} is paid out, to be settled by {settle_until}")
    ),
    done=phrase("Paid out."),
)
def pay_advance(
    *,
    actor: StaffActor,
    at: datetime,
    advance: AdvanceNumber,
    method: Annotated[PaidBy, Label("Way of paying")],
) -> AdvancePaid:
    """Pay an approved advance out; it is settled within the house's days.

    :raises Refused: 7.2.3 unless by finance, and out of its order.
    """
    row = _locked(actor, advance)
    rules.may_come_next(row.status, wanted=Status.APPROVED).enforce()
    days = rulebook.policies(actor.site_id, at)["advance.settle_days"]
    until = days_after(at, days)
    row.status, row.method, row.paid_by, row.paid_at = Status.PAID, method, actor.code, at
    row.settle_until = until
    row.save(update_fields=["status", "method", "paid_by", "paid_at", "settle_until"])
    deadlines.set_due(OVERDUE, subject=row.pk, site_id=row.site_id, due_at=end_of(until))
    registers.record(
        actor=actor,
        at=at,
        body={"advance": advance, "method": method, "settle_until": until.isoformat()},
    )
    _settle(row, PAY, at)
    work.owe(
        kind=SETTLE,
        subject=f"advance:{row.number}",
        site_id=row.site_id,
        clause=CLAUSE,
        sentence=phrase(
            "Bring finance the vouchers for advance {number}, {amount} yuan.",
            number=row.number,
            amount=yuan(row.amount_fen),
        ),
        at=at,
        due_at=end_of(until),
        staff_ids=[row.staff_id],
    )
    _done(row)
    return AdvancePaid(status=Status.PAID, settle_until=until)


@command(
    "settle_advance",
    may=FINANCE,
    word=phrase("Settle an advance"),
    clauses=(CLAUSE,),
    post_clause=CLAUSE,
    writes=RegisterLine(
        "expense",
        phrase("Advance {advance} is settled: vouchers {spent}, returned {returned} yuan"),
        facts={"spent": str},
    ),
    done=phrase("Settled."),
)
def settle_advance(
    *,
    actor: StaffActor,
    at: datetime,
    advance: AdvanceNumber,
    vouchers: Annotated[list[Voucher], Field(max_length=MOST_VOUCHERS), Label("Vouchers")],
    returned: Annotated[FenOrNothing, Label("Returned in yuan")],
) -> AdvanceMoved:
    """Settle an advance against vouchers, to the fen.

    :raises Refused: 7.2.3 unless by finance, out of its order, or where the sums do not make the advance.
    """
    row = _locked(actor, advance)
    rules.may_come_next(row.status, wanted=Status.PAID).enforce()
    spent = sum(one.amount for one in vouchers)
    rules.may_settle(amount_fen=row.amount_fen, vouchers_fen=spent, returned_fen=returned).enforce()
    row.status, row.settled_at, row.returned_fen = Status.SETTLED, at, returned
    row.vouchers = [{"what": one.what, "fen": one.amount} for one in vouchers]
    row.save(update_fields=["status", "settled_at", "returned_fen", "vouchers"])
    deadlines.settle(OVERDUE, subject=row.pk, at=at)
    registers.record(
        actor=actor,
        at=at,
        body={"advance": advance, "spent": yuan(spent), "returned": yuan(returned)},
        personal={"vouchers": "; ".join(f"{one.what} {yuan(one.amount)}" for one in vouchers)},
    )
    _settle(row, SETTLE, at)
    _done(row)
    return AdvanceMoved(status=Status.SETTLED)


def _locked(actor: StaffActor, number: int) -> Advance:
    rows = Advance.objects.select_for_update().filter(site_id=actor.site_id, number=number)
    row = rows.first()
    if row is None:
        raise bad_input(phrase("There is no advance {number} here.", number=number))
    return row


def _owe(row: Advance, kind: str, at: datetime, *, post: Post) -> None:
    words = {
        DECIDE: phrase(
            "Advance {number}, {amount} yuan, waits for your word.",
            number=row.number,
            amount=yuan(row.amount_fen),
        ),
        PAY: phrase(
            "Pay advance {number} out: {amount} yuan.",
            number=row.number,
            amount=yuan(row.amount_fen),
        ),
    }
    work.owe(
        kind=kind,
        subject=f"advance:{row.number}",
        site_id=row.site_id,
        clause=CLAUSE,
        sentence=words[kind],
        at=at,
        posts=(post,),
        command={DECIDE: "approve_advance", PAY: "pay_advance"}[kind],
        given={"advance": row.number},
    )


def _settle(row: Advance, kind: str, at: datetime) -> None:
    work.settle(kind=kind, subject=f"advance:{row.number}", site_id=row.site_id, at=at)


def _done(row: Advance) -> None:
    cite(CLAUSE)
    about(f"advance:{row.number}")
