"""Goods of a showroom: what there is, at which price, in stock (9.7)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.codes import NewCode
from salesfloor.base.commands import StaffActor, about, board_changed, command
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.money import Fen, yuan
from salesfloor.base.numbers import Count
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code, Line, RequiredLine
from salesfloor.floor.catalogue.models import Goods
from salesfloor.kernel.registers import api as registers

LONGEST_WARRANTY = 36_500
GoodsCode = Annotated[Code, Label("Goods"), Reference("goods")]
GoodsInStock = Annotated[Code, Label("Goods"), Reference("goods_in_stock")]


class GoodsKept(Answer):
    """The goods' code."""

    goods: str


@command(
    "goods",
    may=MANAGERS | {Post.ADMIN},
    word=phrase("Enter goods"),
    writes=RegisterLine("deals", phrase("Goods {code}, {name}, {stock} in stock")),
    done=phrase("The goods are on record."),
)
def goods(
    *,
    actor: StaffActor,
    at: datetime,
    code: Annotated[NewCode, Label("Code")],
    name: Annotated[RequiredLine, Label("Name")],
    price: Annotated[Fen, Label("Price in yuan")],
    stock: Annotated[Count, Label("In stock")],
    warranty_days: Annotated[int, Field(ge=0, le=LONGEST_WARRANTY), Label("Warranty in days")],
    returnable: Annotated[bool, Label("May be returned")] = True,
    trade_words: Annotated[Line, Label("What the trade calls it")] = "",
) -> GoodsKept:
    """Enter goods; entered again with the same facts nothing changes.

    :raises Refused: `input` for a code in use with other facts.
    """
    facts = {
        "name": name,
        "price_fen": price,
        "first_stock": stock,
        "warranty_days": warranty_days,
        "is_returnable": returnable,
        "trade_words": trade_words,
    }
    row, is_new = Goods.objects.get_or_create(
        site_id=actor.site_id,
        code=code,
        defaults={**facts, "stock": stock, "listed_at": at, "listed_by": actor.code},
    )
    if not is_new and any(getattr(row, field) != value for field, value in facts.items()):
        raise bad_input(phrase("The code {code} is in use for other goods.", code=code))
    body = {"code": code, "name": name, "stock": stock, "price": yuan(price)}
    registers.record(actor=actor, at=at, body=body)
    about(f"goods:{code}")
    board_changed()
    return GoodsKept(goods=code)


def lock_goods(site_id: int, codes: list[str]) -> dict[str, Goods]:
    """Return goods by their codes, their rows locked to the end of the transaction, by code.

    :raises Refused: `input` where there are none of a code.
    """
    rows = Goods.objects.filter(site_id=site_id, code__in=codes).order_by("code")
    found = {one.code: one for one in rows.select_for_update()}
    for code in sorted(set(codes) - found.keys()):
        raise bad_input(phrase("There are no goods {goods} here.", goods=code))
    return found
