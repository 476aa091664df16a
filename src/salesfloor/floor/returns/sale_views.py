"""Selling over the counter, the page of a sale, and the return that starts from it (9.7.1.1)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from django.shortcuts import render
from django.urls import reverse

from salesfloor.base.china_time import day_of
from salesfloor.base.commands import COMMANDS
from salesfloor.base.posts import MANAGERS
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.returns import rules
from salesfloor.floor.returns.choices import Cause, Condition
from salesfloor.floor.returns.commands.starting import left_of
from salesfloor.floor.returns.models import Return, Sale, SaleItem
from salesfloor.floor.returns.permissions import COUNTER, SELLERS
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.directory import names_of
from salesfloor.web.forms import given_by
from salesfloor.web.pages import give, give_form, go, page, row_or_404

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from salesfloor.base.phrases import Phrase
    from salesfloor.web.pages import CommandForm
    from salesfloor.web.requests import StaffRequest

STATES: Final = ((Cause.GOODS, Condition.USED), (Cause.NONE, Condition.UNUSED))
"""Of which states of goods the page of a sale says what the rules allow today."""


@page(may=SELLERS)
def new_sale(request: StaffRequest) -> HttpResponse:
    """Sell goods, and go on to the sale with its receipt."""
    declared = COMMANDS["sell"]
    if request.method == "POST":
        outcome = give(request, "sell", given_by(declared, request.POST))
        return go(request, "returns:sale", toast=declared.done, number=outcome.answer["sale"])
    form = replace(give_form(request, "sell"), url=reverse("returns:new_sale"))
    return render(request, "web/give.html", {"form": form})


@page(may=COUNTER)
def start(request: StaffRequest) -> HttpResponse:
    """Start a return, with a sale or without any proof, and go on to its page."""
    declared = COMMANDS["start_return"]
    if request.method == "POST":
        outcome = give(request, "start_return", given_by(declared, request.POST))
        return go(request, "returns:return", toast=declared.done, number=outcome.answer["return"])
    return render(request, "web/give.html", {"form": _form(request)})


def _form(request: StaffRequest, **given: Any) -> CommandForm:  # noqa: ANN401 - what is known of the return
    about = given.get("goods", "")
    form = give_form(request, "start_return", given=given, hidden=list(given), about=about)
    return replace(form, url=reverse("returns:start"))


@page(may=COUNTER, methods=["GET"])
def sale(request: StaffRequest, number: int) -> HttpResponse:
    """Show a sale: what was sold, what came back, what the rules allow today, and start a return."""
    rows = Sale.objects.filter(site_id=request.actor.site_id or 0)
    row: Sale = row_or_404(rows, number=number)
    items = list(row.items.order_by("pk"))
    goods = {
        one.code: one
        for one in catalogue.Goods.objects.filter(
            site_id=row.site_id, code__in=[item.goods for item in items]
        )
    }
    names = names_of([row.seller])
    shown = {
        "sale": row,
        "seller": names.get(row.seller, row.seller),
        "age": (day_of(request.at) - day_of(row.at)).days,
        "items": [_item(request, row, item, goods) for item in items],
        "returns": Return.objects.filter(sale=row).order_by("number"),
        "opens_receipt": request.actor.post in MANAGERS | SELLERS,
    }
    return render(request, "returns/sale.html", shown)


def _item(
    request: StaffRequest, row: Sale, item: SaleItem, goods: Mapping[str, catalogue.Goods]
) -> dict[str, Any]:
    """Return goods of a sale, what is left of them, what the rules allow, and the form of a return."""
    known = goods.get(item.goods)
    left = 0 if row.void_at else left_of(item)
    return {
        "name": known.name if known else item.goods,
        "item": item,
        "sum_fen": item.price_fen * item.qty,
        "left": left,
        "allowed": _allowed(request, row, known) if known and left else [],
        "form": _form(request, sale=row.number, goods=item.goods) if left else None,
    }


def _allowed(
    request: StaffRequest, row: Sale, goods: catalogue.Goods
) -> list[tuple[Phrase, Phrase, list[Phrase]]]:
    """Return what the site's rules allow today, for faulty goods and for unused ones without a fault."""
    policy = rulebook.policies(row.site_id, request.at)
    told = []
    for cause, condition in STATES:
        terms = rules.Terms(
            age=(day_of(request.at) - day_of(row.at)).days,
            cause=cause,
            condition=condition,
            warranty_days=goods.warranty_days,
            is_returnable=goods.is_returnable,
        )
        told.append((cause.label, condition.label, rules.eligible(terms, policy)[1]))
    return told
