"""The page of a return: calm words first, what the rules allow, the decision, the settling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.shortcuts import render

from salesfloor.base.china_time import day_of
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.returns import rules
from salesfloor.floor.returns.choices import Cause, Condition, Decision, GoesTo, Remedy
from salesfloor.floor.returns.commands import settling
from salesfloor.floor.returns.models import Return
from salesfloor.floor.returns.permissions import COUNTER
from salesfloor.floor.till import api as till
from salesfloor.kernel.files import api as files
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.directory import names_of
from salesfloor.web.pages import give_form, page, row_or_404

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.base.phrases import Phrase
    from salesfloor.web.pages import CommandForm
    from salesfloor.web.requests import StaffRequest

HAS_MONEY: Final = frozenset({Decision.REFUND, Decision.EXCHANGE})


@page(may=COUNTER, methods=["GET"])
def return_page(request: StaffRequest, number: int) -> HttpResponse:
    """Show a return to anyone who stands at the counter, and what each may do now."""
    rows = Return.objects.select_related("sale").filter(site_id=request.actor.site_id or 0)
    row: Return = row_or_404(rows, number=number)
    names = names_of([row.by, row.decided_by, row.settled_by, row.sale.seller if row.sale else ""])
    shown: dict[str, Any] = {
        "row": row,
        "cause": Cause(row.cause).label,
        "condition": Condition(row.condition).label,
        "wish": Remedy(row.wish).label,
        "decision": Decision(row.decision).label if row.decision else None,
        "because": _because(row),
        "photos": files.of(row.site_id, f"return:{number}"),
        "names": names,
        "seller": names.get(row.sale.seller, row.sale.seller) if row.sale else "",
        "decider": names.get(row.decided_by, row.decided_by),
        "opens_money": request.actor.post in MANAGERS | {Post.FINANCE},
        **_goods(row),
        **_money(row),
    }
    is_seller = row.sale is not None and row.sale.seller_id == request.actor.staff_id
    if row.decided_at is None and request.actor.post in MANAGERS and not is_seller:
        shown["decide"] = give_form(
            request, "decide_return", hidden=["return"], given={"return": number}
        )
    waits = row.decision in HAS_MONEY and row.settled_at is None
    if waits and request.actor.post is Post.FINANCE:
        shown["settle"] = _settle(request, number, moves_money=shown["due"] != 0)
    return render(request, "returns/one.html", shown)


def _settle(request: StaffRequest, number: int, *, moves_money: bool) -> CommandForm:
    """Return the form that settles a return; an even exchange asks for no way of paying."""
    given: dict[str, Any] = {"return": number}
    if not moves_money:
        given["method"] = till.Method.CASH
    return give_form(request, "settle_return", hidden=list(given), given=given)


def _goods(row: Return) -> dict[str, Any]:
    """Return what came back and what is given for it, by name, and where the former went."""
    rows = catalogue.Goods.objects.filter(site_id=row.site_id, code__in=[row.goods, row.new_goods])
    found = {one.code: one for one in rows}
    new = found.get(row.new_goods)
    is_other = new is not None and row.new_goods != row.goods
    return {
        "goods": found.get(row.goods),
        "new": new,
        "price_today": new.price_fen * row.qty if new and is_other and not row.settled_at else None,
        "goes_to": GoesTo(row.goes_to).label if row.goes_to else None,
    }


def _money(row: Return) -> dict[str, Any]:
    """Return what is still to be paid, or the lines of the books where it was paid."""
    matter = f"return:{row.number}"
    here = {"site_id": row.site_id, "matter": matter}
    due = None
    if row.decision in HAS_MONEY and row.settled_at is None:
        codes = [row.goods, *([row.new_goods] if row.new_goods else [])]
        goods = catalogue.Goods.objects.filter(site_id=row.site_id, code__in=codes)
        due = settling.paid_back(row, {one.code: one for one in goods})
    return {
        "due": due,
        "due_from_customer": -due if due is not None and due < 0 else None,
        "refund": till.Refund.objects.filter(**here).order_by("number").last(),
        "receipt": till.Receipt.objects.filter(**here, counter_of=None).order_by("number").last(),
    }


def _because(row: Return) -> list[Phrase]:
    """Return what the rules said on the day of the return."""
    goods = catalogue.Goods.objects.filter(site_id=row.site_id, code=row.goods).first()
    if row.sale is None or goods is None:
        return []
    terms = rules.Terms(
        age=(day_of(row.at) - day_of(row.sale.at)).days,
        cause=Cause(row.cause),
        condition=Condition(row.condition),
        warranty_days=goods.warranty_days,
        is_returnable=goods.is_returnable,
    )
    return rules.eligible(terms, rulebook.policies(row.site_id, row.at))[1]
