"""Selling goods over the counter (9.7, 3.4.1.3)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from salesfloor.base.answers import Answer
from salesfloor.base.capitals import capitals
from salesfloor.base.commands import StaffActor, about, board_changed, command
from salesfloor.base.fields import Phone
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.money import Fen, yuan
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code, Line
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.customers import api as customers
from salesfloor.floor.promises import api as promises
from salesfloor.floor.returns import credit, rules
from salesfloor.floor.returns.models import Sale, SaleItem
from salesfloor.floor.till import api as till
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST: Final = 100
LONGEST: Final = 200


class Sold(BaseModel):
    """Goods of a sale."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    goods: catalogue.GoodsInStock
    qty: Annotated[Number, Label("Pieces")]
    price: Annotated[Fen, Label("Price of one in yuan, where it is not the list's")] | None = None


class SaleKept(Answer):
    """The number of the sale, its receipt, what was paid."""

    sale: int
    receipt_no: int
    total: str
    capitals: str


@command(
    "sell",
    may=frozenset({Post.FINANCE}),
    word=phrase("Sell goods"),
    clauses=("9.7.1.1", "7.2.3", "3.4.1.3", "9.3.2.8"),
    post_clause="7.2.3",
    writes=RegisterLine("deals", phrase("Sale {sale} by {seller}: {total} yuan")),
    done=phrase("Sold; the receipt is written."),
)
def sell(
    *,
    actor: StaffActor,
    at: datetime,
    seller: Annotated[Code, Label("Sold by"), Reference("person")],
    items: Annotated[list[Sold], Field(min_length=1, max_length=MOST), Label("Goods")],
    method: Annotated[till.Method, Label("How it is paid")],
    source: Annotated[Line, Label("Where the money comes from", is_needed=True)] = "",
    phone: Phone | None = None,
    cheque_no: Annotated[Line, Label("Number of the cheque")] = "",
    fitted_by: Annotated[Line, Label("Fitted by")] = "",
) -> SaleKept:
    """Sell goods: stock goes down, the receipt is written, the seller's result goes up.

    :raises Refused: 7.2.3 unless by finance; `input` for goods or people that are not there; 3.4.1.3
        without the source of the money; 9.3.2.8 for a price below the seller's limit; `input` beyond stock.
    """
    person = people.person_here(seller, actor.site_id, at)
    number = None if phone is None else customers.valid_phone(phone, actor.site_id, at)
    goods = _locked(actor.site_id, items)
    prices = {one.goods: one.price or goods[one.goods].price_fen for one in items}
    total = sum(prices[one.goods] * one.qty for one in items)
    till.may_write_receipt(
        source=source,
        is_cheque=method is till.Method.CHEQUE,
        cheque_no=cheque_no,
        cheque_fen=None,
        amount_fen=total,
    ).enforce()
    _check_prices(actor, at, Post(person.post), goods, prices)
    _check_stock(items, goods)
    sale_no = next_number(actor.site_id, "sale")
    payment = till.Payment(
        matter=f"sale:{sale_no}",
        about=", ".join(f"{goods[one.goods].name} × {one.qty}" for one in items)[:LONGEST],
        purpose=till.Purpose.GOODS,
        amount_fen=total,
        method=method,
        source=source,
        cheque_no=cheque_no,
    )
    receipt = till.take(payment, actor=actor, at=at)
    sale = Sale.objects.create(
        site_id=actor.site_id,
        number=sale_no,
        seller_id=person.pk,
        seller=person.code,
        phone=number or "",
        at=at,
        total_fen=total,
        receipt_no=receipt.number,
        fitted_by=fitted_by,
    )
    _move_stock(sale, items, goods, prices)
    credit.sold(sale)
    _write(sale, items, prices, actor, at)
    return SaleKept(
        sale=sale_no, receipt_no=receipt.number, total=yuan(total), capitals=capitals(total)
    )


def _locked(site_id: int, items: list[Sold]) -> dict[str, catalogue.Goods]:
    """Return the goods of a sale, locked; each is named once."""
    codes = [one.goods for one in items]
    if len(set(codes)) < len(codes):
        raise bad_input(phrase("Name the same goods once, with the number of pieces."))
    return catalogue.lock_goods(site_id, codes)


def _write(
    sale: Sale,
    items: list[Sold],
    prices: Mapping[str, int],
    actor: StaffActor,
    at: datetime,
) -> None:
    lines = [
        {"goods": one.goods, "qty": one.qty, "price": yuan(prices[one.goods])} for one in items
    ]
    body = {"sale": sale.number, "seller": sale.seller, "total": yuan(sale.total_fen)}
    registers.record(
        actor=actor, at=at, body={**body, "items": lines}, personal={"phone": sale.phone}
    )
    about(f"sale:{sale.number}")
    board_changed()


def _check_prices(
    actor: StaffActor,
    at: datetime,
    post: Post,
    goods: Mapping[str, catalogue.Goods],
    prices: Mapping[str, int],
) -> None:
    """Refuse prices above the list, and those below what the seller may give alone."""
    for code, price in prices.items():
        listed = goods[code].price_fen
        if price > listed:
            raise bad_input(phrase("{goods} costs {price} yuan.", goods=code, price=yuan(listed)))
        within = price == listed or promises.within_own_limit(
            post, actor.site_id, list_fen=listed, price_fen=price, at=at
        )
        rules.may_ask_price(is_within=within).enforce()


def _check_stock(items: list[Sold], goods: Mapping[str, catalogue.Goods]) -> None:
    """Refuse more of some goods than there are."""
    for one in items:
        there = goods[one.goods]
        rules.may_sell(stock=there.stock, qty=one.qty, goods=there.name).enforce()


def _move_stock(
    sale: Sale,
    items: list[Sold],
    goods: Mapping[str, catalogue.Goods],
    prices: Mapping[str, int],
) -> None:
    for one in items:
        row = goods[one.goods]
        row.stock -= one.qty
        row.save(update_fields=["stock"])
        SaleItem.objects.create(
            sale=sale,
            goods=one.goods,
            qty=one.qty,
            price_fen=prices[one.goods],
            list_fen=row.price_fen,
        )
