"""Taking goods back begins with the sale that is found, and with the cause (9.7.1.1, 9.7.1.2)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final

from django.db.models import Sum
from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.files import FileHashes
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.money import yuan
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.base.texts import Note
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.returns import rules
from salesfloor.floor.returns.choices import Cause, Condition, Decision, Proof, Remedy, Route
from salesfloor.floor.returns.models import Return, Sale, SaleItem
from salesfloor.kernel.files import api as files
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work
from salesfloor.web.language import said

if TYPE_CHECKING:
    from salesfloor.floor.returns.models import Return as ReturnRow

WORK: Final = "return"
STAFF: Final = ANYONE - {Post.OPERATOR}


class ReturnStarted(Answer):
    """The number of the return, what the site's rules allow, and why."""

    return_: Annotated[int, Field(alias="return")]
    route: Route
    eligible: list[Remedy]
    amount: str | None
    because: list[str]


@command(
    "start_return",
    may=STAFF,
    word=phrase("Start a return"),
    clauses=("9.7.1.1", "9.7.1.2"),
    writes=RegisterLine(
        "deals",
        phrase("Return {return}: {qty} of {goods}, cause: {cause}"),
        facts={"return": int},
    ),
    done=phrase(
        "The return is with the manager. Stay calm and tell the customer what happens next."
    ),
)
def start_return(
    *,
    actor: StaffActor,
    at: datetime,
    goods: catalogue.GoodsCode,
    qty: Annotated[Number, Label("Pieces")],
    cause: Annotated[Cause, Label("Cause")],
    condition: Annotated[Condition, Label("Condition")],
    wish: Annotated[Remedy, Label("What the customer wants")],
    sale: Annotated[Number, Label("Sale", hint=phrase("empty without any proof"))] | None = None,
    evidence: Annotated[Note, Label("What shows the cause", is_needed=True)] = "",
    proof: Annotated[list[Proof], Field(max_length=len(Proof)), Label("Proof")] = [],  # noqa: B006
    photos: FileHashes | None = None,
) -> ReturnStarted:
    """Start a return from its sale, or as an exception without one.

    :raises Refused: 9.7.1.1 for a sale that is not there, other goods, or more than was sold; 9.7.1.2
        without evidence; `input` for goods that are not there.
    """
    sold = None if sale is None else _locked_sale(actor.site_id, sale)
    row = catalogue.lock_goods(actor.site_id, [goods])[goods]
    item = None if sale is None else _item(sold, goods, qty)
    rules.may_judge(evidence=evidence).enforce()
    allowed: list[Remedy] = []
    because = [phrase("Without proof nothing is allowed by rule. The manager decides.")]
    if item is not None:
        terms = rules.Terms(
            age=(day_of(at) - day_of(item.sale.at)).days,
            cause=cause,
            condition=condition,
            warranty_days=row.warranty_days,
            is_returnable=row.is_returnable,
        )
        allowed, because = rules.eligible(terms, rulebook.policies(actor.site_id, at))
    kept = Return.objects.create(
        site_id=actor.site_id,
        number=next_number(actor.site_id, "return"),
        sale=None if item is None else item.sale,
        goods=goods,
        qty=qty,
        cause=cause,
        evidence=evidence,
        condition=condition,
        wish=wish,
        proof=list(proof),
        route=Route.EXCEPTION if item is None else Route.NORMAL,
        eligible=list(allowed),
        amount_fen=None if item is None else item.price_fen * qty,
        at=at,
        by=actor.code,
    )
    subject = f"return:{kept.number}"
    files.attach(site_id=actor.site_id, subject=subject, values=photos or [], at=at, actor=actor)
    _write(kept, actor, at, photos or [])
    return _answer(kept, allowed, because)


def _locked_sale(site_id: int, number: int) -> Sale | None:
    """Return a sale that is not void, locked before its goods as whoever takes its receipt back does."""
    sales = Sale.objects.select_for_update().filter(site_id=site_id, number=number, void_at=None)
    return sales.first()


def _item(sale: Sale | None, goods: str, qty: int) -> SaleItem:
    """Return the goods of a sale that is locked, of which so many can still come back.

    :raises Refused: 9.7.1.1.
    """
    item = None if sale is None else sale.items.select_related("sale").filter(goods=goods).first()
    left = 0 if item is None else left_of(item)
    rules.may_start(
        is_found=sale is not None, has_goods=item is not None, left=left, qty=qty
    ).enforce()
    if item is None:
        raise AssertionError("a return without its goods was not refused")
    return item


def left_of(item: SaleItem) -> int:
    """Return how many pieces of a sale's goods can still come back; refused returns leave them."""
    back = Return.objects.filter(sale=item.sale, goods=item.goods)
    taken: int = back.exclude(decision=Decision.REFUSE).aggregate(n=Sum("qty"))["n"] or 0
    return item.qty - taken


def _write(kept: ReturnRow, actor: StaffActor, at: datetime, photos: list[str]) -> None:
    body = {
        "return": kept.number,
        "sale": None if kept.sale is None else kept.sale.number,
        "goods": kept.goods,
        "qty": kept.qty,
        "cause": kept.cause,
        "condition": kept.condition,
        "wish": kept.wish,
        "route": kept.route,
    }
    shown = {"photos": photos} if photos else {}
    registers.record(
        actor=actor, at=at, body={**body, **shown}, personal={"evidence": kept.evidence}
    )
    work.owe(
        kind=WORK,
        subject=f"return:{kept.number}",
        site_id=kept.site_id,
        clause="9.7.1.3",
        sentence=phrase("Decide about return {number}", number=kept.number),
        at=at,
        posts=[Post.MANAGER],
    )
    cite("9.7.1.1", "9.7.1.2")
    about(f"return:{kept.number}")
    board_changed()


def _answer(kept: ReturnRow, allowed: list[Remedy], because: list[Phrase]) -> ReturnStarted:
    return ReturnStarted(
        return_=kept.number,
        route=Route(kept.route),
        eligible=allowed,
        amount=None if kept.amount_fen is None else yuan(kept.amount_fen),
        because=[said(sentence) for sentence in because],
    )
