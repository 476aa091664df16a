"""The whole way of a deal: payments, stages, calling it off (7.1.4, 7.2.3)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.capitals import capitals
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.dates import Day
from salesfloor.base.fields import Reason
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.money import yuan
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS, Post
from salesfloor.base.texts import Note, RequiredLine
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.deals import agreed, holding, locking, stages, sums
from salesfloor.floor.deals.choices import (
    AgreementStatus,
    Cause,
    DealState,
    PaymentKind,
    Stage,
)
from salesfloor.floor.deals.fields import Amount, ChequeNo, PaidBy, Payer, Source, UnitCode
from salesfloor.floor.deals.models import Deal, Loan
from salesfloor.floor.deals.rules import way as rules
from salesfloor.floor.till import api as till
from salesfloor.kernel.registers import api as registers

CLAUSE = "7.1.4"
MOST_DOCUMENTS = 50
StageName = Annotated[Stage, Label("Stage")]
Documents = Annotated[
    list[RequiredLine], Field(max_length=MOST_DOCUMENTS), Label("Documents, one a line")
]


class PaymentReceived(Answer):
    """The receipt, what is paid toward the price, and what is still to be paid."""

    receipt_no: int
    capitals: str
    paid: str
    balance: str


@command(
    "receive_payment",
    may=frozenset({Post.FINANCE}),
    word=phrase("Receive a payment"),
    clauses=("7.2.3", "3.4.1.3"),
    post_clause="7.2.3",
    done=phrase("The payment is received and the receipt written."),
)
def receive_payment(
    *,
    actor: StaffActor,
    at: datetime,
    unit: UnitCode,
    amount: Amount,
    kind: Annotated[PaymentKind, Label("What it is for")],
    method: PaidBy,
    source: Source = "",
    cheque_no: ChequeNo = "",
    payer: Payer = "",
) -> PaymentReceived:
    """Take money toward the price, or a fee, once the agreement is sealed.

    :raises Refused: 7.2.3 unless by finance; 3.4.1.3 for what the receipt lacks; `input` before the seal or
        above the balance.
    """
    held = locking.locked(actor.site_id, unit)
    deal = held.deal
    till.may_write_receipt(
        source=source,
        is_cheque=method is till.Method.CHEQUE,
        cheque_no=cheque_no,
        cheque_fen=None,
        amount_fen=amount,
    ).enforce()
    rules.may_receive(is_sealed=deal.sealed_at is not None).enforce()
    price_fen = deal.price_fen or 0
    is_fee = kind is PaymentKind.FEE
    balance_fen = price_fen - sums.paid(deal)
    rules.may_receive_so_much(amount, balance_fen=balance_fen, is_fee=is_fee).enforce()
    agreement = agreed.open_agreement(deal.unit_id)
    receipt = till.take(
        till.Payment(
            matter=sums.matter_of(deal),
            about=deal.unit,
            purpose=till.Purpose(kind.value),
            amount_fen=amount,
            method=method,
            source=source,
            cheque_no=cheque_no,
            payer=payer or (agreement.buyer if agreement else ""),
        ),
        actor=actor,
        at=at,
    )
    paid_fen = sums.paid(deal)
    cite("7.2.3")
    about(f"deal:{deal.number}")
    return PaymentReceived(
        receipt_no=receipt.number,
        capitals=capitals(amount),
        paid=yuan(paid_fen),
        balance=yuan(price_fen - paid_fen),
    )


class StageFinished(Answer):
    """What comes next and by when; nothing after the last stage."""

    next: Stage | None
    due_on: date | None


@command(
    "finish_stage",
    may=ANYONE,
    word=phrase("Finish a stage"),
    clauses=(CLAUSE, "7.1.14"),
    writes=RegisterLine(
        "deals", phrase("Deal {deal}, unit {unit}: {stage} is done"), facts={"deal": int}
    ),
    done=phrase("The stage is done."),
)
def finish_stage(
    *,
    actor: StaffActor,
    at: datetime,
    unit: UnitCode,
    stage: StageName,
    on: Annotated[Day, Label("Done on")] | None = None,
    documents: Documents = [],  # noqa: B006 - never changed; the schema says it
    note: Annotated[Note, Label("Note")] = "",
) -> StageFinished:
    """Finish the stage of a deal that comes next; the last one ends the deal.

    :raises Refused: `access` unless by the deal's owner or a manager; 7.1.4 out of order; 7.1.14 for a loan
        whose papers are not handed in; `input` for a day still to come.
    """
    done_on = on or day_of(at)
    rules.may_be_done_on(done_on, today=day_of(at)).enforce()
    held = locking.locked(actor.site_id, unit)
    deal = held.deal
    _may_act(actor, deal, managers=True)
    rules.may_finish(stage, next_stage=deal.next_stage, payment=deal.payment).enforce()
    if stage is Stage.LOAN:
        loan = Loan.objects.filter(deal=deal).exclude(handed_in_at=None)
        rules.may_finish_loan(is_handed_in=loan.exists()).enforce()
    told = stages.Told(done_on, tuple(documents), note)
    stages.finish(deal, stage, actor=actor, at=at, told=told)
    if stage is Stage.CONTRACT:
        catalogue.move(held.unit, catalogue.UnitState.CONTRACTED, at=at)
    if stage is Stage.AFTER_SALES:
        holding.end_deal(deal, held.unit, DealState.DONE, actor=actor, at=at)
    registers.record(
        actor=actor,
        at=at,
        body={"unit": unit, "deal": deal.number, "stage": stage, "on": done_on},
        personal={"documents": "; ".join(documents), "note": note},
    )
    about(f"deal:{deal.number}")
    is_open = deal.state == DealState.OPEN
    return StageFinished(next=Stage(deal.next_stage) if is_open else None, due_on=deal.next_due_on)


def _may_act(actor: StaffActor, deal: Deal, *, managers: bool = False) -> None:
    """Refuse anyone who has no business with a deal."""
    rules.may_act_on(
        is_owner=deal.owner_id == actor.staff_id,
        is_manager=managers and actor.post in MANAGERS,
    ).enforce()


class StageSet(Answer):
    """The day by which the stage is due."""

    due_on: date


@command(
    "set_stage",
    may=MANAGERS,
    word=phrase("Set the day of a stage"),
    clauses=(CLAUSE,),
    writes=RegisterLine("deals", phrase("Unit {unit}: {stage} is due on {due_on}")),
    done=phrase("The day is set."),
)
def set_stage(
    *,
    actor: StaffActor,
    at: datetime,
    unit: UnitCode,
    stage: StageName,
    due_on: Annotated[Day, Label("Due on")],
    reason: Reason,
) -> StageSet:
    """Set by when the stage that comes next is due; a changed day is overdue anew.

    :raises Refused: `access` unless by a manager; `input` for another stage than the next.
    """
    deal = locking.locked(actor.site_id, unit).deal
    rules.may_be_due(stage, next_stage=deal.next_stage).enforce()
    stages.make_due(deal, due_on, at)
    registers.record(
        actor=actor,
        at=at,
        body={"unit": unit, "deal": deal.number, "stage": stage, "due_on": due_on},
        personal={"reason": reason},
    )
    cite(CLAUSE)
    about(f"deal:{deal.number}")
    return StageSet(due_on=due_on)


class DealCancelled(Answer):
    """What is to be paid back, what the buyer loses, and how the unit stands."""

    to_refund: str
    forfeited: str
    state: catalogue.UnitState


@command(
    "cancel_deal",
    may=MANAGERS,
    word=phrase("Cancel a deal"),
    clauses=(CLAUSE, "7.2.3"),
    writes=RegisterLine(
        "deals",
        phrase("Deal {deal} on unit {unit} is cancelled: {cause}; {to_refund} yuan to pay back"),
        facts={"deal": int},
    ),
    done=phrase("The deal is cancelled and the unit free."),
)
def cancel_deal(
    *,
    actor: StaffActor,
    at: datetime,
    unit: UnitCode,
    cause: Annotated[Cause, Label("Who calls it off")],
    forfeit: Annotated[
        bool, Label("The earnest money is forfeit", hint=phrase("only where the buyer backs out"))
    ] = False,
    reason: Reason,
) -> DealCancelled:
    """Call a deal off; what is paid back follows from who backs out.

    :raises Refused: `access` from the contract on unless by a director or above; `input` after the title
        deed.
    """
    held = locking.locked(actor.site_id, unit)
    deal = held.deal
    is_contracted = held.unit.state == catalogue.UnitState.CONTRACTED
    rules.may_cancel(actor.post, is_contracted=is_contracted).enforce()
    has_title = deal.stages.filter(stage=Stage.TITLE, undone_at=None).exists()
    rules.may_be_cancelled(is_open=True, has_title=has_title).enforce()
    received = rules.Received(
        sums.deposit_paid(deal), sums.everything(deal), deal.price_fen or deal.list_price_fen
    )
    owed = rules.owed(received, cause, forfeit=forfeit)
    agreement = agreed.open_agreement(deal.unit_id)
    if agreement is not None:
        agreed.end(agreement, AgreementStatus.CANCELLED, at=at)
    agreed.void_promises(deal, at)
    holding.end_deal(
        deal,
        held.unit,
        DealState.CANCELLED,
        actor=actor,
        at=at,
        refund_fen=owed.refund_fen,
        forfeited_fen=owed.forfeited_fen,
    )
    answer = DealCancelled(
        to_refund=yuan(owed.refund_fen),
        forfeited=yuan(owed.forfeited_fen),
        state=catalogue.UnitState(held.unit.state),
    )
    registers.record(
        actor=actor,
        at=at,
        body={
            "unit": unit,
            "deal": deal.number,
            "cause": cause,
            "shares": deal.shares,
            **answer.as_json(),
        },
        personal={"reason": reason},
    )
    cite(CLAUSE)
    about(f"deal:{deal.number}")
    return answer
