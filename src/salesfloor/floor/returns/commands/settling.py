"""Settling a return: money, stock and the seller's result follow the decision (9.7.1.3)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.money import yuan
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.returns import credit, rules
from salesfloor.floor.returns.choices import Decision, GoesTo
from salesfloor.floor.returns.commands.deciding import ReturnNo, return_locked
from salesfloor.floor.returns.commands.starting import WORK
from salesfloor.floor.till import api as till
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from collections.abc import Mapping

    from salesfloor.floor.returns.models import Return


class ReturnSettled(Answer):
    """The line of the refund book, what was paid back, and how many of the goods are in stock now.

    Where the customer pays the difference, `amount` is less than nothing and `receipt_no` says where.
    """

    refund_no: int | None
    amount: str
    stock: int
    receipt_no: int | None


@command(
    "settle_return",
    may=frozenset({Post.FINANCE}),
    word=phrase("Settle a return"),
    clauses=("9.7.1.3", "7.2.3"),
    post_clause="7.2.3",
    writes=RegisterLine(
        "deals",
        phrase("Return {return} is settled: {amount} yuan paid back"),
        facts={"return": int},
    ),
    done=phrase("Settled: money, stock and the seller's result are on record."),
)
def settle_return(
    *,
    actor: StaffActor,
    at: datetime,
    return_: ReturnNo,
    method: Annotated[till.Method, Label("How it is paid")],
    goods_to: Annotated[GoesTo, Label("Where the goods go")],
) -> ReturnSettled:
    """Pay back or exchange what was decided, and put the goods where they go.

    :raises Refused: 7.2.3 unless by finance; 9.7.1.3 before a decision to refund or exchange, or twice;
        `input` where there is none, or the new goods are not in stock.
    """
    row = return_locked(actor.site_id, return_)
    rules.may_settle(row.decision, is_settled=row.settled_at is not None).enforce()
    codes = [row.goods, *([row.new_goods] if row.new_goods else [])]
    goods = catalogue.lock_goods(actor.site_id, codes)
    back = paid_back(row, goods)
    _move_stock(row, goods, goods_to)
    refund = receipt = None
    if back > 0:
        out = till.PayingBack(f"return:{return_}", f"{row.goods} × {row.qty}", back, method)
        phone = "" if row.sale is None else row.sale.phone
        refund = till.pay_back(out, actor=actor, at=at, phone=phone).number
    elif back < 0:
        receipt = till.take(_difference(row, -back, method), actor=actor, at=at).number
    credit.came_back(row, back, at)
    row.settled_at, row.settled_by, row.goes_to = at, actor.code, goods_to
    row.save(update_fields=["settled_at", "settled_by", "goes_to"])
    work.settle(kind=f"{WORK}_money", subject=f"return:{return_}", site_id=row.site_id, at=at)
    body = {
        "return": return_,
        "seller": None if row.sale is None else row.sale.seller,
        "amount": yuan(back),
        "refund_no": refund,
        "receipt_no": receipt,
        "goods": row.goods,
        "goods_to": goods_to,
    }
    registers.record(actor=actor, at=at, body=body)
    cite("9.7.1.3")
    about(f"return:{return_}")
    board_changed()
    return ReturnSettled(
        refund_no=refund, amount=yuan(back), stock=goods[row.goods].stock, receipt_no=receipt
    )


def paid_back(row: Return, goods: Mapping[str, catalogue.Goods]) -> int:
    """Return how much is paid back; less than nothing where the customer pays a difference."""
    credited = row.decided_fen or 0
    if row.decision == Decision.REFUND:
        return credited
    if row.new_goods == row.goods:
        return 0
    return credited - goods[row.new_goods].price_fen * row.qty


def _move_stock(row: Return, goods: Mapping[str, catalogue.Goods], goods_to: GoesTo) -> None:
    """Take what is given in exchange from what was there before, and put what came back where it goes."""
    if row.decision == Decision.EXCHANGE:
        new = goods[row.new_goods]
        rules.may_sell(stock=new.stock, qty=row.qty, goods=new.name).enforce()
        new.stock -= row.qty
    if goods_to is GoesTo.STOCK:
        goods[row.goods].stock += row.qty
    for one in goods.values():
        one.save(update_fields=["stock"])


def _difference(row: Return, fen: int, method: till.Method) -> till.Payment:
    return till.Payment(
        matter=f"return:{row.number}",
        about=f"{row.new_goods} × {row.qty}",
        purpose=till.Purpose.GOODS,
        amount_fen=fen,
        method=method,
        source=f"exchange {row.number}",
    )
