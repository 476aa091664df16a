"""The manager decides about a return; nothing moves before (9.7.1.3)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.money import Fen, yuan
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Line
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.returns import rules
from salesfloor.floor.returns.choices import Decision
from salesfloor.floor.returns.commands.starting import WORK
from salesfloor.floor.returns.models import Return
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work

ReturnNo = Annotated[Number, Field(alias="return"), Label("Return")]


class ReturnDecided(Answer):
    """What was decided, and how much is given back; null where no money is meant."""

    decision: Decision
    amount: str | None


@command(
    "decide_return",
    may=MANAGERS,
    word=phrase("Decide about a return"),
    clauses=("9.7.1.3",),
    post_clause="9.7.1.3",
    writes=RegisterLine(
        "deals",
        phrase("Return {return}: {decision}, {reason}"),
        facts={"return": int},
    ),
    done=phrase("Decided. Finance settles what moves."),
)
def decide_return(
    *,
    actor: StaffActor,
    at: datetime,
    return_: ReturnNo,
    decision: Annotated[Decision, Label("Decision")],
    reason: Annotated[Line, Label("Reason", is_needed=True)] = "",
    amount: Annotated[Fen, Label("How much is given back, in yuan")] | None = None,
    goods: Annotated[
        catalogue.GoodsInStock,
        Label("Given for it", hint=phrase("of an exchange; without it the same goods")),
    ]
    | None = None,
) -> ReturnDecided:
    """Decide about a return, once; what the rules do not allow may be granted as an exception.

    :raises Refused: 9.7.1.3 unless by a manager who is not the seller, once, with a reason, up to the price
        paid; `input` for a return or goods that are not there.
    """
    row = return_locked(actor.site_id, return_)
    codes = [row.goods] if goods is None else [row.goods, goods]
    found = catalogue.lock_goods(actor.site_id, codes)
    most = found[row.goods].price_fen * row.qty if row.amount_fen is None else row.amount_fen
    rules.may_decide(
        Post(actor.post),
        is_seller=row.sale is not None and row.sale.seller_id == actor.staff_id,
        reason=reason,
        is_decided=row.decided_at is not None,
        within_paid=amount is None or amount <= most,
    ).enforce()
    has_money = decision in {Decision.REFUND, Decision.EXCHANGE}
    row.decision, row.decided_at, row.decided_by = decision, at, actor.code
    row.reason = reason
    row.decided_fen = (amount or most) if has_money else None
    row.new_goods = (goods or row.goods) if decision is Decision.EXCHANGE else ""
    row.is_exception = decision is not Decision.REFUSE and decision.value not in row.eligible
    row.save()
    work.settle(kind=WORK, subject=f"return:{return_}", site_id=row.site_id, at=at)
    if has_money:
        work.owe(
            kind=f"{WORK}_money",
            subject=f"return:{return_}",
            site_id=row.site_id,
            clause="9.7.1.3",
            sentence=phrase("Settle return {number}", number=return_),
            at=at,
            posts=[Post.FINANCE],
        )
    given_back = None if row.decided_fen is None else yuan(row.decided_fen)
    body = {"return": return_, "decision": decision, "amount": given_back}
    registers.record(
        actor=actor,
        at=at,
        body={**body, "exception": row.is_exception, "new_goods": row.new_goods},
        personal={"reason": reason},
    )
    cite("9.7.1.3")
    about(f"return:{return_}")
    board_changed()
    return ReturnDecided(decision=decision, amount=given_back)


def return_locked(site_id: int, number: int) -> Return:
    """Return a return, its row locked.

    :raises Refused: `input` where there is none.
    """
    rows = Return.objects.select_for_update(of=("self",)).select_related("sale")
    row = rows.filter(site_id=site_id, number=number).first()
    if row is None:
        raise bad_input(phrase("There is no return {number} here.", number=number))
    return row
