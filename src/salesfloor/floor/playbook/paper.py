"""Cards of feature, advantage and benefit on paper, four to a page, for the staff only (9.2.1.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from salesfloor.floor.playbook.choices import CardKind, CardStatus
from salesfloor.floor.playbook.commands.cards import MEMBERS
from salesfloor.floor.playbook.models import Card
from salesfloor.web.pages import page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest

_A_PAGE = 4


@page(may=MEMBERS, methods=["GET"])
def fab_cards(request: StaffRequest) -> HttpResponse:
    """Show the approved cards as they are printed; none of them is for customers (7.2.8)."""
    rows = Card.objects.filter(
        site_id=request.actor.site_id or 0,
        kind=CardKind.FAB.value,
        status__in=[CardStatus.PROVEN.value, CardStatus.UNPROVEN.value],
    ).order_by("product", "code", "-version")
    latest: dict[str, Card] = {}
    for row in rows:
        latest.setdefault(row.code, row)
    cards = [(one, one.product.rpartition(":")[2]) for one in latest.values()]
    sheets = [cards[first : first + _A_PAGE] for first in range(0, len(cards), _A_PAGE)]
    return render(request, "playbook/paper.html", {"sheets": sheets})
